package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says who is still needed, from an explanation. */
final class Needed {

    private Needed() {}

    /** {@return who is still needed, as in {@code 1 more approval, from Ada Example}} */
    static String of(Explanation whole, Function<PersonId, String> names) {
        List<String> open = open(whole, names);
        if (!open.isEmpty()) {
            return String.join("; and ", open);
        }
        return waiting(whole).orElseGet(() -> {
            if (counting(whole).findAny().isEmpty()) {
                return "Nothing that a person could give: the policy in force no longer allows this request";
            }
            return whole.status() == Status.FAILED ? "Too few people may approve this" : "Nothing more";
        });
    }

    /** One text for each open requirement that all need; alternatives are joined by "or". */
    private static List<String> open(Explanation part, Function<PersonId, String> names) {
        if (part.status() != Status.PENDING) {
            return List.of();
        }
        if (part.needed() > 0) {
            int missing = part.needed() - part.counted().size();
            return List.of(Wording.plural(missing, "more approval", "more approvals") + ", from "
                    + Wording.names(part.eligible(), names, "or"));
        }
        List<String> parts = part.parts().stream()
                .flatMap(child -> open(child, names).stream())
                .distinct()
                .toList();
        boolean alternatives =
                part.requirement().equals("any of") || part.requirement().startsWith("at least ");
        return alternatives && parts.size() > 1 ? List.of("either " + String.join(", or ", parts)) : parts;
    }

    private static Optional<String> waiting(Explanation whole) {
        return flat(whole)
                .filter(part -> part.status() == Status.PENDING && part.parts().isEmpty() && part.needed() == 0)
                .findFirst()
                .map(part -> "Only time: " + part.requirement() + " (" + part.observed() + ")");
    }

    /** {@return how far the approvals are; empty where none are counted} */
    static Optional<String> progress(Explanation whole) {
        List<Explanation> parts = counting(whole).toList();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        if (parts.size() == 1) {
            Explanation only = parts.get(0);
            return Optional.of(only.counted().size() + " of " + only.needed() + " "
                    + (only.needed() == 1 ? "approval" : "approvals"));
        }
        long met =
                parts.stream().filter(part -> part.status() == Status.SATISFIED).count();
        return Optional.of(met + " of " + parts.size() + " requirements");
    }

    /** {@return the requirements that count persons} */
    static Stream<Explanation> counting(Explanation whole) {
        return flat(whole).filter(part -> part.needed() > 0).distinct();
    }

    private static Stream<Explanation> flat(Explanation explanation) {
        return Stream.concat(
                Stream.of(explanation), explanation.parts().stream().flatMap(Needed::flat));
    }
}
