package dev.approvalgate.server.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.PolicyReplay.Replayed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request that a draft would decide otherwise.
 *
 * @param request its id
 * @param service what asked
 * @param environment where
 * @param recorded how it ended; {@code waits} while it waits
 * @param draft what the draft says
 * @param reasons the reason codes in what the draft says
 * @param unreadGroups groups of other systems that were needed and not read
 */
public record ReplayedChange(
        String request,
        String service,
        String environment,
        String recorded,
        String draft,
        List<String> reasons,
        List<String> unreadGroups) {

    public ReplayedChange {
        reasons = List.copyOf(reasons);
        unreadGroups = List.copyOf(unreadGroups);
    }

    static ReplayedChange of(Replayed one) {
        var ask = one.request().ask();
        Decision.Outcome outcome = one.recorded();
        return new ReplayedChange(
                ask.id().value(),
                ask.service(),
                ask.environment().display(),
                outcome == null ? "waits" : outcome.name().toLowerCase(Locale.ROOT),
                one.answer().verdict().name().toLowerCase(Locale.ROOT),
                one.reasons().stream().map(ReasonCode::code).toList(),
                AnswerText.sorted(one.unread()));
    }

    static ReplayedChange read(JsonNode json) {
        return new ReplayedChange(
                AnswerText.text(json, "request"),
                AnswerText.text(json, "service"),
                AnswerText.text(json, "environment"),
                AnswerText.text(json, "recorded"),
                AnswerText.text(json, "draft"),
                AnswerText.texts(json, "reasons"),
                AnswerText.texts(json, AnswerText.UNREAD));
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("request", request);
        members.put("service", service);
        members.put("environment", environment);
        members.put("recorded", recorded);
        members.put("draft", draft);
        members.put("reasons", reasons);
        members.put(AnswerText.UNREAD, unreadGroups);
        return members;
    }

    String line() {
        return request + "  " + service + " to " + environment + ": " + recorded + " -> " + draft
                + (reasons.isEmpty() ? "" : " (" + String.join(", ", reasons) + ")")
                + (unreadGroups.isEmpty()
                        ? ""
                        : "; groups of other systems were not read: " + String.join(", ", unreadGroups));
    }
}
