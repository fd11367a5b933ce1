package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Map;

/** The form of explanations, a tree. */
final class ExplanationForm {

    private ExplanationForm() {}

    static Map<String, Object> write(Explanation explanation) {
        return new Out()
                .with("requirement", explanation.requirement())
                .with("status", explanation.status())
                .with("expected", explanation.expected())
                .with("observed", explanation.observed())
                .with("reason", explanation.reason())
                .with("counted", explanation.counted(), PersonId::value)
                .with("excluded", explanation.excluded(), ExplanationForm::writeExcluded)
                .with("eligible", explanation.eligible(), PersonId::value)
                .with("parts", explanation.parts(), ExplanationForm::write)
                .value("needed", explanation.needed())
                .map();
    }

    static Explanation read(In in) {
        return new Explanation(
                in.text("requirement"),
                in.constant("status", Explanation.Status.class),
                in.text("expected"),
                in.text("observed"),
                in.atOrNull("reason") == null ? null : in.constant("reason", ReasonCode.class),
                in.list("counted", person -> new PersonId(person.text())),
                in.list("excluded", ExplanationForm::readExcluded),
                in.list("eligible", person -> new PersonId(person.text())),
                in.list("parts", ExplanationForm::read),
                in.atOrNull("needed") == null ? 0 : in.integer("needed"));
    }

    private static Map<String, Object> writeExcluded(Explanation.Excluded excluded) {
        return new Out()
                .with("person", excluded.person())
                .with("reason", excluded.reason())
                .map();
    }

    private static Explanation.Excluded readExcluded(In in) {
        return new Explanation.Excluded(in.person("person"), in.constant("reason", ReasonCode.class));
    }
}
