package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.policy.ChangeWindow;
import dev.approvalgate.domain.policy.PathPattern;
import dev.approvalgate.domain.policy.Requirement;
import dev.approvalgate.domain.policy.Tightening;
import dev.approvalgate.domain.token.DeployToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tighten} of a repository's own policy. Holds nothing of what it reads, so several threads may use it. */
final class TightenSection {

    private static final int MOST_ENTRIES = 100;
    private static final int MOST_PERSONS = 100;
    private static final Duration SHORTEST = TimingReader.SHORTEST;
    private static final Duration LONGEST = TimingReader.LONGEST_WAIT;
    /** Keys that say for what, instead of what. */
    private static final List<String> SELECTING = List.of("id", "environments", "paths");

    private final RequirementReader requirements;
    private final WindowReader windows;

    TightenSection(Vocabulary vocabulary) {
        this.requirements = new RequirementReader(vocabulary);
        this.windows = new WindowReader(vocabulary.calendars());
    }

    Optional<List<Tightening>> read(Value list) {
        if (list.isList() && list.items().size() > MOST_ENTRIES) {
            return list.refuse("has more than " + MOST_ENTRIES + " entries", "combine some");
        }
        var names = new Names("entry", "entries");
        return list.any(item -> entry(item, names));
    }

    private Optional<Tightening> entry(Value item, Names names) {
        Fields fields = item.fields(
                "id",
                "environments",
                "paths",
                "approvals",
                "persons",
                "deadline",
                "token_lifetime",
                "token_validity",
                "max_jobs",
                "windows",
                "justification",
                "break_glass");
        Optional<String> id = fields.required("id", names::declare);
        List<Environment> environments =
                fields.optional("environments", value -> value.some(Words::environment), List.of());
        List<PathPattern> paths = fields.optional("paths", Patterns::some, List.of());
        Optional<Requirement> requirement = fields.optional("approvals", requirements::read);
        int persons = fields.optional("persons", number -> number.integer(1, MOST_PERSONS), 0);
        Optional<Duration> deadline = duration(fields, "deadline", LONGEST);
        Optional<Duration> lifetime = duration(fields, "token_lifetime", DeployToken.LONGEST_LIFETIME);
        Optional<Duration> validity = duration(fields, "token_validity", LONGEST);
        Optional<Integer> maxJobs = fields.optional("max_jobs", number -> number.integer(1, TokenReader.MOST_JOBS));
        List<ChangeWindow> open = fields.optional("windows", windows::read, List.of());
        boolean justified = fields.optional("justification", word -> word.choice(Map.of("required", true)), false);
        boolean noBreakGlass = fields.optional("break_glass", word -> word.choice(Map.of("never", true)), false);
        if (fields.sound() && SELECTING.containsAll(fields.keys())) {
            item.wrong("demands nothing", "say what it adds, such as approvals or persons");
        }
        return fields.build(() -> new Tightening(
                id.orElseThrow(),
                Set.copyOf(environments),
                paths,
                requirement.orElse(null),
                persons,
                deadline.orElse(null),
                lifetime.orElse(null),
                validity.orElse(null),
                maxJobs.orElse(null),
                open,
                justified,
                noBreakGlass));
    }

    private static Optional<Duration> duration(Fields fields, String key, Duration longest) {
        return fields.optional(key, value -> value.duration(SHORTEST, longest));
    }
}
