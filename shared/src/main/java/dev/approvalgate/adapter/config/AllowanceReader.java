package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.policy.PathPattern;
import dev.approvalgate.domain.policy.Target.Allowance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a target takes. */
final class AllowanceReader {

    /** Methods are case-sensitive (RFC 9110, section 9.1), and all that are registered are of this form. */
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,19}");

    private static final int LONGEST_PATTERN = 256;

    private AllowanceReader() {}

    static Optional<Allowance> read(Value value) {
        Fields fields = value.fields("methods", "paths", "scopes");
        Optional<List<String>> methods = fields.required("methods", list -> list.some(AllowanceReader::method));
        Optional<List<PathPattern>> paths = fields.required("paths", list -> list.some(AllowanceReader::path));
        List<String> scopes = fields.optional("scopes", list -> list.some(Words::scope), List.of());
        return fields.build(
                () -> new Allowance(Set.copyOf(methods.orElseThrow()), paths.orElseThrow(), Set.copyOf(scopes)));
    }

    private static Optional<String> method(Value value) {
        return value.matching(METHOD, "a method of HTTP in capital letters, such as POST");
    }

    /** The paths of requests begin with a slash, and so do their patterns. */
    private static Optional<PathPattern> path(Value value) {
        return value.text(LONGEST_PATTERN).flatMap(text -> {
            if (!text.startsWith("/") || text.length() == 1) {
                return value.refuse(
                        Quote.of(text) + " is not of the right form",
                        "it must be a pattern with a slash at its beginning and something after it, such as /deploy/**");
            }
            try {
                return Optional.of(PathPattern.of(text.substring(1)));
            } catch (IllegalArgumentException e) {
                return value.refuse(Quote.of(text) + " is no pattern", String.valueOf(e.getMessage()));
            }
        });
    }
}
