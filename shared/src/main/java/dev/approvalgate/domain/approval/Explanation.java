package dev.approvalgate.domain.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy's answer as a tree: each requirement with what it expected and what it saw.
 *
 * @param requirement what is required, in a few words, such as {@code approvals}
 * @param status whether it holds
 * @param expected what would satisfy it
 * @param observed what there is
 * @param reason the stable reason where it failed, else {@code null}
 * @param counted persons whose votes count towards it
 * @param excluded persons who do not count, and why
 * @param eligible persons who could still satisfy it
 * @param parts requirements that it is made of
 * @param needed how many persons must count towards it; 0 for a requirement that counts none itself
 */
public record Explanation(
        String requirement,
        Status status,
        String expected,
        String observed,
        @Nullable ReasonCode reason,
        List<PersonId> counted,
        List<Excluded> excluded,
        List<PersonId> eligible,
        List<Explanation> parts,
        int needed) {

    public Explanation {
        counted = List.copyOf(counted);
        excluded = List.copyOf(excluded);
        eligible = List.copyOf(eligible);
        parts = List.copyOf(parts);
    }

    /** {@return a requirement that concerns no persons and holds} */
    public static Explanation holds(String requirement, String expected, String observed) {
        return new Explanation(
                requirement, Status.SATISFIED, expected, observed, null, List.of(), List.of(), List.of(), List.of(), 0);
    }

    /** {@return a requirement that concerns no persons and can never hold} */
    public static Explanation fails(String requirement, String expected, String observed, ReasonCode reason) {
        return new Explanation(
                requirement, Status.FAILED, expected, observed, reason, List.of(), List.of(), List.of(), List.of(), 0);
    }

    /** {@return a requirement that concerns no persons and does not hold yet; it may with time} */
    public static Explanation waits(String requirement, String expected, String observed, ReasonCode reason) {
        return new Explanation(
                requirement, Status.PENDING, expected, observed, reason, List.of(), List.of(), List.of(), List.of(), 0);
    }

    /** {@return a requirement made of others: failed if one failed, else pending if one is pending, else satisfied} */
    public static Explanation all(String requirement, List<Explanation> parts) {
        Status worst = Status.SATISFIED;
        ReasonCode reason = null;
        for (Explanation part : parts) {
            if (part.status.compareTo(worst) > 0) {
                worst = part.status;
                reason = part.reason;
            }
        }
        long satisfied =
                parts.stream().filter(part -> part.status == Status.SATISFIED).count();
        return new Explanation(
                requirement,
                worst,
                "all of " + parts.size(),
                satisfied + " of " + parts.size(),
                reason,
                List.of(),
                List.of(),
                List.of(),
                parts,
                0);
    }

    /** Whether a requirement holds; in the order of severity. */
    public enum Status {
        /** It holds. */
        SATISFIED,
        /** It does not hold yet and still can. */
        PENDING,
        /** It cannot hold any more. */
        FAILED
    }

    /**
     * A person who does not count.
     *
     * @param person who
     * @param reason why
     */
    public record Excluded(PersonId person, ReasonCode reason) {}
}
