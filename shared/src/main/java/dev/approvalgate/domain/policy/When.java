package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which changes a rule is for, besides who asks for what and where. Whatever is left out does not narrow it.
 *
 * @param branches the branch that runs is of one of these forms
 * @param tags the tag that runs is of one of these forms
 * @param paths about the touched paths
 * @param labels about the labels of the pull requests
 * @param triggers the run was started by one of these
 * @param size about how much is touched
 * @param risks about the kinds of risk
 * @param times it is asked in one of these windows
 * @param condition what else must hold, or {@code null}
 */
public record When(
        List<PathPattern> branches,
        List<PathPattern> tags,
        Some<PathPattern> paths,
        Some<String> labels,
        Set<String> triggers,
        Size size,
        Some<RiskKind> risks,
        List<ChangeWindow> times,
        @Nullable Condition condition) {

    /** Any change. */
    public static final When ALWAYS = new When(
            List.of(),
            List.of(),
            Some.unlimited(),
            Some.unlimited(),
            Set.of(),
            Size.ANY,
            Some.unlimited(),
            List.of(),
            null);

    public When {
        branches = List.copyOf(branches);
        tags = List.copyOf(tags);
        triggers = Set.copyOf(triggers);
        times = List.copyOf(times);
    }

    /**
     * What a set of things must hold. An empty list does not narrow.
     *
     * @param any at least one thing is one of these
     * @param all there is something, and everything is one of these
     * @param none nothing is one of these
     * @param <T> a thing, or a pattern for things
     */
    public record Some<T>(List<T> any, List<T> all, List<T> none) {
        public Some {
            any = List.copyOf(any);
            all = List.copyOf(all);
            none = List.copyOf(none);
        }

        /** {@return one that does not narrow} */
        public static <T> Some<T> unlimited() {
            return new Some<>(List.of(), List.of(), List.of());
        }

        /** {@return whether it narrows} */
        public boolean narrows() {
            return !(any.isEmpty() && all.isEmpty() && none.isEmpty());
        }
    }

    /**
     * How much is touched; lines are those added and those deleted.
     *
     * @param leastFiles at least so many files
     * @param mostFiles at most so many files
     * @param leastLines at least so many lines
     * @param mostLines at most so many lines
     */
    public record Size(OptionalInt leastFiles, OptionalInt mostFiles, OptionalInt leastLines, OptionalInt mostLines) {
        /** Any size. */
        public static final Size ANY =
                new Size(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    }
}
