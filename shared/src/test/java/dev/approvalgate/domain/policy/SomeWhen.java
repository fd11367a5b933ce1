package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.policy.When.Size;
import dev.approvalgate.domain.policy.When.Some;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes predicates of one kind each; {@link #and} puts two together. */
final class SomeWhen {

    private SomeWhen() {}

    static List<PathPattern> patterns(String... texts) {
        return Stream.of(texts).map(PathPattern::of).toList();
    }

    static When branches(String... patterns) {
        return new When(
                patterns(patterns),
                List.of(),
                Some.unlimited(),
                Some.unlimited(),
                Set.of(),
                Size.ANY,
                Some.unlimited(),
                List.of(),
                null);
    }

    static When tags(String... patterns) {
        return new When(
                List.of(),
                patterns(patterns),
                Some.unlimited(),
                Some.unlimited(),
                Set.of(),
                Size.ANY,
                Some.unlimited(),
                List.of(),
                null);
    }

    static When paths(String... any) {
        return paths(new Some<>(patterns(any), List.of(), List.of()));
    }

    static When paths(Some<PathPattern> some) {
        return rest(some, Some.unlimited(), Set.of(), Size.ANY, Some.unlimited(), List.of(), null);
    }

    static When labels(Some<String> some) {
        return rest(Some.unlimited(), some, Set.of(), Size.ANY, Some.unlimited(), List.of(), null);
    }

    static When triggers(String... events) {
        return rest(Some.unlimited(), Some.unlimited(), Set.of(events), Size.ANY, Some.unlimited(), List.of(), null);
    }

    static When size(Size size) {
        return rest(Some.unlimited(), Some.unlimited(), Set.of(), size, Some.unlimited(), List.of(), null);
    }

    static When risks(Some<RiskKind> some) {
        return rest(Some.unlimited(), Some.unlimited(), Set.of(), Size.ANY, some, List.of(), null);
    }

    static When times(ChangeWindow... windows) {
        return rest(Some.unlimited(), Some.unlimited(), Set.of(), Size.ANY, Some.unlimited(), List.of(windows), null);
    }

    static When condition(@Nullable Condition condition) {
        return rest(Some.unlimited(), Some.unlimited(), Set.of(), Size.ANY, Some.unlimited(), List.of(), condition);
    }

    /** Paths of the one, and the condition of the other. */
    static When and(When paths, Condition condition) {
        return rest(paths.paths(), Some.unlimited(), Set.of(), Size.ANY, Some.unlimited(), List.of(), condition);
    }

    private static When rest(
            Some<PathPattern> paths,
            Some<String> labels,
            Set<String> triggers,
            Size size,
            Some<RiskKind> risks,
            List<ChangeWindow> times,
            @Nullable Condition condition) {
        return new When(List.of(), List.of(), paths, labels, triggers, size, risks, times, condition);
    }
}
