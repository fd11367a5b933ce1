package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Makes additions of a repository, each of which adds one thing. */
final class SomeTightening {

    private SomeTightening() {}

    static Tightening of(String id, Set<Environment> environments, List<PathPattern> paths) {
        return new Tightening(id, environments, paths, null, 0, null, null, null, null, List.of(), false, false);
    }

    static Tightening requires(Requirement tree) {
        return requires(tree, 0);
    }

    static Tightening requires(Requirement tree, int persons) {
        return new Tightening(
                "approvals", Set.of(), List.of(), tree, persons, null, null, null, null, List.of(), false, false);
    }

    static Tightening persons(int number) {
        return new Tightening(
                "persons", Set.of(), List.of(), null, number, null, null, null, null, List.of(), false, false);
    }

    /** All in minutes, but the last. */
    static Tightening times(int deadline, int lifetime, int validity, int jobs) {
        return new Tightening(
                "times",
                Set.of(),
                List.of(),
                null,
                0,
                Duration.ofMinutes(deadline),
                Duration.ofMinutes(lifetime),
                Duration.ofMinutes(validity),
                jobs,
                List.of(),
                false,
                false);
    }

    static Tightening windows(ChangeWindow... windows) {
        return new Tightening(
                "windows", Set.of(), List.of(), null, 0, null, null, null, null, List.of(windows), false, false);
    }

    static Tightening justificationAndNoGlass() {
        return new Tightening("strict", Set.of(), List.of(), null, 0, null, null, null, null, List.of(), true, true);
    }
}
