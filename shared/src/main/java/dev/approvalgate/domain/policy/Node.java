package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A requirement put to one request: who they are is known now. */
sealed interface Node {

    /** {@return the requirement's answer to some votes} */
    Explanation explain(Counted votes);

    /** {@return since when the approvals are enough, however many came later; empty where they are not} */
    Optional<Instant> enoughSince(Counted votes);

    /** {@return the parts that count persons} */
    Stream<Leaf> leaves();

    /** Counts persons. */
    record One(Leaf leaf) implements Node {
        @Override
        public Explanation explain(Counted votes) {
            return leaf.explain(votes);
        }

        @Override
        public Optional<Instant> enoughSince(Counted votes) {
            return leaf.enoughSince(votes);
        }

        @Override
        public Stream<Leaf> leaves() {
            return Stream.of(leaf);
        }
    }

    /** Demands nobody. */
    record Nobody(String because) implements Node {
        @Override
        public Explanation explain(Counted votes) {
            return Explanation.holds("approved automatically", "nobody", because);
        }

        @Override
        public Optional<Instant> enoughSince(Counted votes) {
            return Optional.of(Instant.MIN);
        }

        @Override
        public Stream<Leaf> leaves() {
            return Stream.empty();
        }
    }

    /** Demands so many of its parts. */
    record Some(String name, int count, List<Node> parts) implements Node {
        @Override
        public Explanation explain(Counted votes) {
            List<Explanation> explained =
                    parts.stream().map(part -> part.explain(votes)).toList();
            if (count == parts.size()) {
                return Explanation.all(name, explained);
            }
            long holding = number(explained, Status.SATISFIED);
            long failed = number(explained, Status.FAILED);
            Status status = holding >= count
                    ? Status.SATISFIED
                    : parts.size() - failed < count ? Status.FAILED : Status.PENDING;
            return new Explanation(
                    name,
                    status,
                    "at least " + count + " of " + parts.size(),
                    holding + " of " + parts.size(),
                    status == Status.FAILED ? ReasonCode.QUORUM_IMPOSSIBLE : null,
                    List.of(),
                    List.of(),
                    List.of(),
                    explained,
                    0);
        }

        @Override
        public Optional<Instant> enoughSince(Counted votes) {
            return parts.stream()
                    .flatMap(part -> part.enoughSince(votes).stream())
                    .sorted()
                    .skip(count - 1L)
                    .findFirst();
        }

        private static long number(List<Explanation> parts, Status status) {
            return parts.stream().filter(part -> part.status() == status).count();
        }

        @Override
        public Stream<Leaf> leaves() {
            return parts.stream().flatMap(Node::leaves);
        }
    }
}
