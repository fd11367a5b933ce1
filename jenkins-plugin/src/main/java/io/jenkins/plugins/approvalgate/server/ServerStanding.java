package io.jenkins.plugins.approvalgate.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.VisibleText;
import dev.approvalgate.gate.Wording;
import io.jenkins.plugins.approvalgate.requests.Standing;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how a request stands from what a server tells the build. What it says ends in a console, so each text is made one honest line. */
final class ServerStanding {

    private static final Set<String> ALLOWING = Set.of("approved", "broken_glass");

    private static final int MOST_TEXT = 1_200;
    private static final int MOST_NAMES = 20;
    /** Nothing in it can end the line, or begin a note that Jenkins' console would act on. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\x21-\\x7e&&[^<>\"'`]]{1,500}");

    private ServerStanding() {}

    static Standing of(JsonNode json) {
        String outcome = json.path("status").asText("");
        String reason = text(json, "reason");
        boolean isRevoked = json.hasNonNull("revoked_at");
        if (isRevoked) {
            outcome = "revoked";
            reason = ReasonCode.APPROVAL_REVOKED.code();
        }
        Instant deadline = time(json, "deadline");
        String id = json.path("id").asText("");
        if (outcome.isEmpty() || deadline == null || !RequestId.isWellFormed(id)) {
            throw unreadable();
        }
        return new Standing(
                id,
                state(outcome),
                outcome,
                reason,
                sentence(json, outcome, reason),
                names(json),
                said(json),
                deadline,
                time(json, "decided_at"),
                link(json));
    }

    /** What is not known does not allow. */
    private static Standing.State state(String outcome) {
        if (outcome.equals("pending")) {
            return Standing.State.WAITING;
        }
        return ALLOWING.contains(outcome) ? Standing.State.ALLOWED : Standing.State.DENIED;
    }

    private static String sentence(JsonNode json, String outcome, @Nullable String reason) {
        if (outcome.equals("pending")) {
            return json.hasNonNull("needed")
                    ? line(json.path("needed"))
                    : "a decision of the reviewers ("
                            + Wording.plural(json.path("votes").asInt(), "vote", "votes") + " so far)";
        }
        List<String> by = names(json);
        String code = reason == null ? "" : " (" + VisibleText.line(reason, MOST_TEXT) + ")";
        String word = VisibleText.line(capital(outcome.replace('_', ' ')), MOST_TEXT);
        if (!by.isEmpty() && !outcome.equals("revoked")) {
            return word + " by " + String.join(", ", by) + code;
        }
        return word
                + Arrays.stream(ReasonCode.values())
                        .filter(known -> known.code().equals(reason))
                        .findFirst()
                        .map(known -> ": " + Wording.why(known))
                        .orElse("")
                + code;
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static List<String> names(JsonNode json) {
        var names = new ArrayList<String>();
        json.path("decided_by").forEach(name -> names.add(line(name)));
        return names.stream().limit(MOST_NAMES).toList();
    }

    private static List<String> said(JsonNode json) {
        var said = new ArrayList<String>();
        json.path("said").forEach(one -> said.add(line(one.path("by")) + ": " + line(one.path("words"))));
        return said.stream().limit(MOST_NAMES).toList();
    }

    private static String line(JsonNode text) {
        return VisibleText.line(text.asText(""), MOST_TEXT);
    }

    /** {@return where people find the request; {@code null} where that is no address for a browser} */
    private static @Nullable String link(JsonNode json) {
        String link = text(json, "link");
        return link != null && ADDRESS.matcher(link).matches() ? link : null;
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.path(name).asText() : null;
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        String text = text(json, name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw unreadable();
        }
    }

    static GateException unreadable() {
        return new GateException(
                ReasonCode.CONFIGURATION_INVALID,
                "the server answers in a way that this plugin does not understand; update it");
    }
}
