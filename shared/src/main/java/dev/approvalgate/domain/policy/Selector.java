package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.policy.When.Size;
import dev.approvalgate.domain.policy.When.Some;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers whether a change is one that a rule is for. What could not be read in full is unknown wherever the rest could matter. */
final class Selector {

    private static final String BRANCH = "refs/heads/";
    private static final String TAG = "refs/tags/";

    private final RegisteredIdentity identity;
    private final Proposal proposal;
    private final Instant now;
    private final @Nullable ChangeDetails details;
    private final boolean complete;

    Selector(RegisteredIdentity identity, Proposal proposal, Instant now) {
        Change change = proposal.change();
        this.identity = identity;
        this.proposal = proposal;
        this.now = now;
        this.details = change.details().value();
        this.complete = change.complete();
    }

    Truth selects(When when) {
        if (when.equals(When.ALWAYS)) {
            return Truth.YES;
        }
        Truth cheap = ref(BRANCH, when.branches())
                .and(ref(TAG, when.tags()))
                .and(trigger(when.triggers()))
                .and(times(when.times()))
                .and(size(when.size()));
        if (cheap == Truth.NO) {
            return Truth.NO;
        }
        Truth all = cheap.and(some(when.paths(), touched(details), PathPattern::matches))
                .and(some(when.labels(), labels(), String::equals))
                .and(some(when.risks(), risks(), Object::equals));
        Condition condition = when.condition();
        return condition == null || all == Truth.NO
                ? all
                : all.and(condition.holds(new ConditionInput(identity, proposal, now)));
    }

    private Truth ref(String kind, List<PathPattern> patterns) {
        if (patterns.isEmpty()) {
            return Truth.YES;
        }
        // A name of which nobody knows whether it is a branch's or a tag's may be either.
        if (details == null || !details.ref().startsWith("refs/")) {
            return Truth.UNKNOWN;
        }
        String ref = details.ref();
        return Truth.of(ref.startsWith(kind)
                && patterns.stream().anyMatch(pattern -> pattern.matches(ref.substring(kind.length()))));
    }

    private Truth trigger(Set<String> triggers) {
        if (triggers.isEmpty()) {
            return Truth.YES;
        }
        return details == null || details.event().isBlank()
                ? Truth.UNKNOWN
                : Truth.of(triggers.contains(details.event()));
    }

    private Truth times(List<ChangeWindow> times) {
        return Truth.of(times.isEmpty() || times.stream().anyMatch(window -> window.isOpen(proposal.openedAt())));
    }

    private Truth size(Size size) {
        if (size.equals(Size.ANY)) {
            return Truth.YES;
        }
        if (details == null) {
            return Truth.UNKNOWN;
        }
        int files = details.files().size();
        // Numbers from outside: they may be more than an int holds.
        long lines = details.files().stream()
                .mapToLong(file -> (long) file.additions() + file.deletions())
                .sum();
        return atLeast(size.leastFiles(), files)
                .and(atMost(size.mostFiles(), files))
                .and(atLeast(size.leastLines(), lines))
                .and(atMost(size.mostLines(), lines));
    }

    /** What was read already may be enough; what was not read may be as well. */
    private Truth atLeast(OptionalInt least, long known) {
        if (least.isEmpty() || known >= least.getAsInt()) {
            return Truth.YES;
        }
        return complete ? Truth.NO : Truth.UNKNOWN;
    }

    private Truth atMost(OptionalInt most, long known) {
        if (most.isEmpty()) {
            return Truth.YES;
        }
        if (known > most.getAsInt()) {
            return Truth.NO;
        }
        return complete ? Truth.YES : Truth.UNKNOWN;
    }

    private <P, T> Truth some(Some<P> wanted, @Nullable Set<T> things, BiPredicate<P, T> is) {
        if (!wanted.narrows()) {
            return Truth.YES;
        }
        if (things == null) {
            return Truth.UNKNOWN;
        }
        Truth rest = complete ? Truth.NO : Truth.UNKNOWN;
        Truth any = wanted.any().isEmpty()
                ? Truth.YES
                : things.stream().anyMatch(thing -> isOneOf(thing, wanted.any(), is)) ? Truth.YES : rest;
        Truth none = wanted.none().isEmpty()
                ? Truth.YES
                : (things.stream().anyMatch(thing -> isOneOf(thing, wanted.none(), is)) ? Truth.YES : rest).not();
        Truth all = Truth.YES;
        if (!wanted.all().isEmpty()) {
            boolean other = things.stream().anyMatch(thing -> !isOneOf(thing, wanted.all(), is));
            // Nothing at all is not "everything of that kind": a rule that is for documentation only is not for no
            // change.
            all = other || (things.isEmpty() && complete) ? Truth.NO : rest.not();
        }
        return any.and(none).and(all);
    }

    private static <P, T> boolean isOneOf(T thing, List<P> patterns, BiPredicate<P, T> is) {
        return patterns.stream().anyMatch(pattern -> is.test(pattern, thing));
    }

    /** {@return every path that is touched, those included that files had before; {@code null} where nothing is known} */
    static @Nullable Set<String> touched(@Nullable ChangeDetails details) {
        return details == null
                ? null
                : details.files().stream()
                        .flatMap(file -> Stream.concat(Stream.of(file.path()), Stream.ofNullable(file.previousPath())))
                        .collect(Collectors.toSet());
    }

    private @Nullable Set<String> labels() {
        return details == null
                ? null
                : details.pullRequests().stream()
                        .flatMap(pull -> pull.labels().stream())
                        .collect(Collectors.toSet());
    }

    private @Nullable Set<ChangeDetails.RiskKind> risks() {
        return details == null
                ? null
                : details.risks().stream().map(ChangeDetails.Risk::kind).collect(Collectors.toSet());
    }
}
