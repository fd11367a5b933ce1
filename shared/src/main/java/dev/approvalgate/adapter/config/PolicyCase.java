package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.DirectorySnapshot;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import dev.approvalgate.domain.policy.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case that a policy is tried with.
 *
 * @param name what it is called; unique in its file
 * @param place where it stands
 * @param proposal what is asked
 * @param votes who said what, oldest first
 * @param directory what other systems are taken to say
 * @param at when the question is put
 * @param expected what the answer should be
 */
public record PolicyCase(
        String name,
        Place place,
        Proposal proposal,
        List<Vote> votes,
        DirectorySnapshot directory,
        Instant at,
        Expected expected) {
    public PolicyCase {
        votes = List.copyOf(votes);
    }

    /**
     * What the answer should be.
     *
     * @param outcome the verdict
     * @param reasons codes that must be among the reasons in the explanation
     * @param rule the rule that must apply, or {@code null} for any
     * @param counted the persons that must be those who count, or {@code null} where that is not asked
     */
    public record Expected(
            Verdict outcome,
            Set<String> reasons,
            @Nullable String rule,
            @Nullable Set<PersonId> counted) {
        public Expected {
            reasons = Set.copyOf(reasons);
        }
    }
}
