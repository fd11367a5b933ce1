package dev.approvalgate.server.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.gate.Explained;
import dev.approvalgate.gate.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said of one request; the same as JSON, over the wire and as text.
 *
 * @param request its id
 * @param service what asks
 * @param action what it wants to do
 * @param environment where
 * @param outcome such as {@code pending} or {@code approved}
 * @param explanation why, a line each
 * @param unreadGroups groups of other systems that were needed and not read
 */
public record ExplainAnswer(
        String request,
        String service,
        String action,
        String environment,
        String outcome,
        List<String> explanation,
        List<String> unreadGroups) {

    public ExplainAnswer {
        explanation = List.copyOf(explanation);
        unreadGroups = List.copyOf(unreadGroups);
    }

    /** {@return the answer} */
    public static ExplainAnswer of(Explained said) {
        var ask = said.request().ask();
        return new ExplainAnswer(
                ask.id().value(),
                ask.service(),
                ask.action().toString(),
                ask.environment().display(),
                said.outcome(),
                Wording.explain(said.explanation(), PersonId::value),
                AnswerText.sorted(said.unread()));
    }

    /**
     * {@return the answer that came as JSON}
     *
     * @throws IllegalArgumentException where it lacks something
     */
    public static ExplainAnswer read(JsonNode json) {
        return new ExplainAnswer(
                AnswerText.text(json, "request"),
                AnswerText.text(json, "service"),
                AnswerText.text(json, "action"),
                AnswerText.text(json, "environment"),
                AnswerText.text(json, "outcome"),
                AnswerText.texts(json, "explanation"),
                AnswerText.texts(json, AnswerText.UNREAD));
    }

    /** {@return the answer as JSON's members} */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("request", request);
        members.put("service", service);
        members.put("action", action);
        members.put("environment", environment);
        members.put("outcome", outcome);
        members.put("explanation", explanation);
        members.put(AnswerText.UNREAD, unreadGroups);
        return members;
    }

    /** {@return the answer in words, for a terminal} */
    public String text() {
        var lines = new ArrayList<String>();
        lines.add(service + " asks to " + action + " in " + environment + ": " + outcome);
        lines.addAll(explanation);
        if (!unreadGroups.isEmpty()) {
            lines.add("Groups of other systems were not read, and are taken for empty: "
                    + String.join(", ", unreadGroups));
        }
        return AnswerText.lines(lines);
    }
}
