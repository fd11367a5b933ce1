package io.jenkins.plugins.approvalgate.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Wording;
import io.jenkins.plugins.approvalgate.requests.Standing;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how a request stands from what a server tells the build. It tells no names: what a build is told ends in its console. */
final class ServerStanding {

    private static final Set<String> ALLOWING = Set.of("approved", "broken_glass");

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
        if (outcome.isEmpty() || deadline == null) {
            throw unreadable();
        }
        return new Standing(
                json.path("id").asText(),
                state(outcome),
                outcome,
                reason,
                sentence(json, outcome, reason),
                List.of(),
                deadline,
                time(json, "decided_at"),
                null);
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
            return "a decision of the reviewers ("
                    + Wording.plural(json.path("votes").asInt(), "vote", "votes") + " so far)";
        }
        String why = Arrays.stream(ReasonCode.values())
                .filter(known -> known.code().equals(reason))
                .findFirst()
                .map(known -> ": " + Wording.why(known))
                .orElse("");
        return outcome.replace('_', ' ') + why + (reason == null ? "" : " (" + reason + ")");
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

    /** {@return the id of a token, as it says itself} */
    static String tokenId(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            String id = parts.length == 3
                    ? new JsonMapper()
                            .readTree(Base64.getUrlDecoder().decode(parts[1]))
                            .path("jti")
                            .asText("")
                    : "";
            if (!id.isEmpty()) {
                return id;
            }
        } catch (IOException | IllegalArgumentException e) {
            // Told below: the message may quote the token.
        }
        throw unreadable();
    }

    static GateException unreadable() {
        return new GateException(
                ReasonCode.CONFIGURATION_INVALID,
                "the server answers in a way that this plugin does not understand; update it");
    }
}
