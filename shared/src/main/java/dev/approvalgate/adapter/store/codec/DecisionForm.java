package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Map;

/** The form of decisions. */
final class DecisionForm {

    private DecisionForm() {}

    static Map<String, Object> write(Decision decision) {
        return new Out()
                .with("outcome", decision.outcome())
                .with("reason", decision.reason())
                .with("by", decision.by(), PersonId::value)
                .with("policy", decision.policy())
                .with("at", decision.at())
                .map();
    }

    static Decision read(In in) {
        return new Decision(
                in.constant("outcome", Decision.Outcome.class),
                in.atOrNull("reason") == null ? null : in.constant("reason", ReasonCode.class),
                in.list("by", person -> new PersonId(person.text())),
                in.hash("policy"),
                in.instant("at"));
    }
}
