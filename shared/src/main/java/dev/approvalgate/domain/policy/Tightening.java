package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a repository's own policy adds for some environments. It can only make things stricter: requirements are added to those of the
 * rule, the larger count and the shorter time hold, and nothing in it can be read as anything else.
 *
 * @param id names it in the repository's file
 * @param environments where it holds; empty for everywhere
 * @param paths which touched paths it is for; where nothing is named it is for every change
 * @param requirement who must say yes too, or {@code null} for nobody
 * @param persons how many different persons must have approved what the rules or this asks for; 0 for no demand
 * @param deadline how long people may take at most, or {@code null}
 * @param lifetime how long a token lives at most, or {@code null}
 * @param validity how long after the approval tokens can be minted at most, or {@code null}
 * @param maxJobs how many jobs of the run may be given one at most, or {@code null}
 * @param windows in one of which it must happen too; empty for no demand
 * @param justificationRequired whether the pipeline must say why
 * @param noBreakGlass whether nobody may break glass
 */
public record Tightening(
        String id,
        Set<Environment> environments,
        List<PathPattern> paths,
        @Nullable Requirement requirement,
        int persons,
        @Nullable Duration deadline,
        @Nullable Duration lifetime,
        @Nullable Duration validity,
        @Nullable Integer maxJobs,
        List<ChangeWindow> windows,
        boolean justificationRequired,
        boolean noBreakGlass) {
    public Tightening {
        environments = Set.copyOf(environments);
        paths = List.copyOf(paths);
        windows = List.copyOf(windows);
    }

    /** Reads repositories' own policies, in the words of the policy in force. */
    public interface Reader {
        /** Reads nothing: a repository's own policy cannot be understood, and so nothing of it is allowed. */
        Reader NONE = text -> {
            throw new dev.approvalgate.domain.approval.GateException(
                    dev.approvalgate.domain.approval.ReasonCode.REPOSITORY_POLICY_INVALID,
                    "repositories' own policies cannot be read here");
        };

        /**
         * {@return what a repository's own policy adds}
         *
         * @throws dev.approvalgate.domain.approval.GateException with {@code repository_policy_invalid} where it is wrong
         */
        List<Tightening> read(String text);
    }
}
