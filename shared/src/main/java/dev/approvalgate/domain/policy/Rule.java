package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Who must say yes to what. At most one rule may apply to a request.
 *
 * @param id names it in the policy
 * @param identities ids of the registered identities that it is for
 * @param actions what for
 * @param environments where
 * @param approvals who must say yes
 * @param accepts findings that would otherwise refuse the request
 * @param justificationRequired whether the asking pipeline must say why
 * @param voteReason when a person must say why
 * @param deadline how long people may take
 * @param reminder how long before the deadline to remind them; zero for never
 * @param token what an approval is good for
 * @param channels where reviewers see the request
 */
public record Rule(
        String id,
        Set<String> identities,
        Set<Action> actions,
        Set<Environment> environments,
        Approvals approvals,
        Set<Finding> accepts,
        boolean justificationRequired,
        VoteReason voteReason,
        Duration deadline,
        Duration reminder,
        TokenTerms token,
        List<ChannelAddress> channels) {

    public Rule {
        identities = Set.copyOf(identities);
        actions = Set.copyOf(actions);
        environments = Set.copyOf(environments);
        accepts = Set.copyOf(accepts);
        channels = List.copyOf(channels);
    }

    /**
     * Who must say yes.
     *
     * @param groups members of any of these groups may
     * @param count how many persons, at least one
     */
    public record Approvals(Set<String> groups, int count) {
        public Approvals {
            groups = Set.copyOf(groups);
            if (count < 1) {
                throw new IllegalArgumentException("at least one person must approve");
            }
        }
    }

    /** When a person must say why. */
    public enum VoteReason {
        /** Never. */
        OPTIONAL,
        /** When they reject. */
        ON_REJECT,
        /** Always. */
        ALWAYS
    }

    /** What may be wrong with a change and still be accepted by name. */
    public enum Finding {
        /** Somebody who wrote part of the change maps to no person, so separation of duties cannot be fully judged. */
        UNMAPPED_AUTHORS,
        /** The comparison could not be read in full, or there is nothing to compare with. */
        INCOMPLETE_CHANGE
    }

    /**
     * What an approval is good for.
     *
     * @param lifetime how long a token lives
     * @param validity how long after the approval tokens can be minted
     * @param audience who may accept it
     * @param maxJobs how many jobs of the run may be given one
     */
    public record TokenTerms(Duration lifetime, Duration validity, String audience, int maxJobs) {
        public TokenTerms {
            if (maxJobs < 1) {
                throw new IllegalArgumentException("at least one job must be able to redeem");
            }
        }
    }
}
