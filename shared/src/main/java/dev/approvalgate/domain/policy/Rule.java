package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.ChannelAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who must say yes to what. The first rule whose selection holds applies; where a fact that a selection needs is unknown, the request
 * must satisfy that rule and the next one that surely applies.
 *
 * @param id names it in the policy
 * @param selection what it is for
 * @param requirement who must say yes
 * @param allowed duties that do not bar from approving
 * @param findings what is demanded of the ask itself
 * @param voteReason when a person must say why
 * @param timing when, and how long
 * @param token what an approval is good for
 * @param routing where reviewers see the request
 * @param breakGlass who may let it happen at once, or {@code null} for nobody
 */
public record Rule(
        String id,
        Selection selection,
        Requirement requirement,
        Set<Duty> allowed,
        Findings findings,
        VoteReason voteReason,
        Timing timing,
        TokenTerms token,
        Routing routing,
        @Nullable BreakGlass breakGlass) {
    public Rule {
        allowed = Set.copyOf(allowed);
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
        /** The run was started by a timer, a hook or a token, or by somebody whom its host cannot name: nobody can be barred for it. */
        UNKNOWN_TRIGGER,
        /** The comparison could not be read in full, or there is nothing to compare with. */
        INCOMPLETE_CHANGE
    }

    /**
     * What is demanded of the ask itself.
     *
     * @param accepts findings that would otherwise refuse the request
     * @param justificationRequired whether the asking pipeline must say why
     * @param justification what the whole of its words must match, or {@code null} for anything
     * @param assurance of the gate that is asked, at least
     */
    public record Findings(
            Set<Finding> accepts,
            boolean justificationRequired,
            @Nullable Pattern justification,
            Assurance assurance) {
        public Findings {
            accepts = Set.copyOf(accepts);
        }

        /** What may be asked of any gate. */
        public Findings(Set<Finding> accepts, boolean justificationRequired, @Nullable Pattern justification) {
            this(accepts, justificationRequired, justification, Assurance.EMBEDDED);
        }
    }

    /**
     * When, and how long.
     *
     * @param deadline how long people may take
     * @param windows in one of which it may happen; empty for at any time
     * @param leadTime how long after the approval it takes effect; zero for at once
     * @param supersedes whether it takes the place of older requests of the same pipeline, action and environment that still wait
     */
    public record Timing(Duration deadline, List<ChangeWindow> windows, Duration leadTime, boolean supersedes) {
        public Timing {
            windows = List.copyOf(windows);
        }

        /** {@return a deadline and nothing else} */
        public static Timing within(Duration deadline) {
            return new Timing(deadline, List.of(), Duration.ZERO, false);
        }
    }

    /** Whether a token is bound to a key of its holder (RFC 9449). */
    public enum Possession {
        /** Where the holder asks for it. */
        OPTIONAL,
        /** Always. */
        REQUIRED
    }

    /**
     * What an approval is good for.
     *
     * @param lifetime how long a token lives
     * @param validity how long after the approval tokens can be minted
     * @param audience who may accept it
     * @param maxJobs how many jobs of the run may be given one
     * @param scopes what tokens may at most allow; empty for whatever the identity may have
     * @param possession whether whoever holds one must prove to have a key that it is bound to
     * @param algorithm JWS algorithm that they are signed with, or {@code null} for the gate's own choice
     * @param github what a token of GitHub is narrowed to that may be had instead, or {@code null} for none
     */
    public record TokenTerms(
            Duration lifetime,
            Duration validity,
            String audience,
            int maxJobs,
            Set<String> scopes,
            Possession possession,
            @Nullable String algorithm,
            @Nullable GitHubTerms github) {
        public TokenTerms {
            scopes = Set.copyOf(scopes);
            if (maxJobs < 1) {
                throw new IllegalArgumentException("at least one job must be able to redeem");
            }
        }

        /** Terms that bind a token to a key where its holder asks for it, and leave the algorithm to the gate. */
        public TokenTerms(Duration lifetime, Duration validity, String audience, int maxJobs, Set<String> scopes) {
            this(lifetime, validity, audience, maxJobs, scopes, Possession.OPTIONAL, null, null);
        }
    }

    /**
     * Where reviewers see the request.
     *
     * @param channels at once
     * @param reminder how long before the deadline to remind them; zero for never
     * @param escalations where else if it still waits
     */
    public record Routing(List<ChannelAddress> channels, Duration reminder, List<Escalation> escalations) {
        public Routing {
            channels = List.copyOf(channels);
            escalations = List.copyOf(escalations);
        }
    }
}
