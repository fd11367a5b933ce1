package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says who is still needed, from an explanation. */
final class Needed {

    /** What would be longer is counted. */
    private static final int MOST_TEXT = 1000;

    private static final int MOST_TIMES = 2;

    private Needed() {}

    /** {@return who is still needed, as in {@code 1 more approval, from Ada Example; and 1 more approval, from Grace Example}} */
    static String of(Explanation whole, Function<PersonId, String> names) {
        List<String> persons = open(whole, names);
        List<String> times = times(whole, !persons.isEmpty());
        if (!persons.isEmpty()) {
            return joined(persons, "; and ", "requirement", "requirements")
                    + (times.isEmpty() ? "" : "; and time: " + String.join(", ", times));
        }
        if (!times.isEmpty()) {
            return "Only time: " + String.join(", ", times);
        }
        if (counting(whole).findAny().isEmpty()) {
            return "Nothing that a person could give: the policy in force no longer allows this request";
        }
        return whole.status() == Status.FAILED ? "Too few people may approve this" : "Nothing more";
    }

    /** {@return whether only time is missing} */
    static boolean isOnlyTime(Explanation whole) {
        return open(whole, PersonId::value).isEmpty() && !times(whole, false).isEmpty();
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
        boolean either = part.requirement().equals("any of");
        if (!either && !part.requirement().startsWith("at least ")) {
            return part.parts().stream()
                    .flatMap(child -> open(child, names).stream())
                    .distinct()
                    .toList();
        }
        List<String> ways = part.parts().stream()
                .map(child -> open(child, names))
                .filter(way -> !way.isEmpty())
                .map(way -> joined(way, " and ", "requirement", "requirements"))
                .distinct()
                .toList();
        if (either && ways.size() < 2) {
            return ways;
        }
        String all = joined(ways, ", or ", "way", "ways");
        return List.of(either ? "either " + all : part.expected() + " (" + part.observed() + " so far): " + all);
    }

    /** Whole texts only, so that no name is cut; the first at least. */
    private static String joined(List<String> texts, String joint, String one, String many) {
        var shown = new StringBuilder(texts.get(0));
        int next = 1;
        while (next < texts.size()
                && shown.length() + joint.length() + texts.get(next).length() <= MOST_TEXT) {
            shown.append(joint).append(texts.get(next));
            next++;
        }
        int left = texts.size() - next;
        return left == 0 ? shown.toString() : shown + joint + Wording.plural(left, "more " + one, "more " + many);
    }

    /** A waiting time that begins with the last approval is worth a word only when that is there. */
    private static List<String> times(Explanation whole, boolean peopleAreNeeded) {
        return flat(whole)
                .filter(part -> part.status() == Status.PENDING && part.parts().isEmpty() && part.needed() == 0)
                .filter(part -> !peopleAreNeeded || part.reason() != ReasonCode.LEAD_TIME)
                .map(part -> Wording.clean(part.requirement()) + " (" + Wording.clean(part.observed()) + ")")
                .distinct()
                .limit(MOST_TIMES)
                .toList();
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
