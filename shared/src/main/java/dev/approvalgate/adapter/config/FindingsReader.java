package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.policy.Rule.Finding;
import dev.approvalgate.domain.policy.Rule.Findings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a rule demands of the ask itself. */
final class FindingsReader {

    private static final int LONGEST_PATTERN = 200;
    private static final Map<String, Assurance> ASSURANCE =
            Map.of("any", Assurance.EMBEDDED, "server", Assurance.SERVER);

    private FindingsReader() {}

    static Findings read(Fields rule) {
        List<Finding> accepts = rule.optional(
                "accepts", value -> value.any(finding -> finding.choice(Words.of(Finding.class))), List.of());
        Set<Finding> accepted = Set.copyOf(accepts);
        Assurance assurance = rule.optional("assurance", word -> word.choice(ASSURANCE), Assurance.EMBEDDED);
        Findings open = new Findings(accepted, false, null, assurance);
        return rule.optional(
                "justification",
                value -> value.isMapping()
                        ? pattern(value).map(form -> new Findings(accepted, true, form, assurance))
                        : value.choice(Map.of("optional", false, "required", true))
                                .map(required -> new Findings(accepted, required, null, assurance)),
                open);
    }

    private static Optional<Pattern> pattern(Value value) {
        Fields fields = value.fields("pattern");
        return fields.required(
                "pattern",
                text -> text.text(LONGEST_PATTERN).flatMap(source -> {
                    try {
                        return Optional.of(PlainRegex.compile(source));
                    } catch (PlainRegex.Refused e) {
                        return text.refuse(Quote.of(source) + " is no plain pattern: " + e.getMessage(), e.remedy());
                    }
                }));
    }
}
