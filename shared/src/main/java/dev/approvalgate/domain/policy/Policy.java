package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A loaded policy. What it does not allow is denied.
 *
 * @param digest SHA-256 of its text
 * @param text the text itself, as loaded
 * @param origin where it came from
 * @param people persons and groups
 * @param schedules who is on call, by the schedule's name
 * @param identities the pipelines it knows
 * @param freezes times in which nothing may happen
 * @param rules who must say yes to what, in the order in which they are tried
 * @param targets where tokens are good, and for what
 * @param repositories reads repositories' own policies
 */
public record Policy(
        Sha256 digest,
        String text,
        Origin origin,
        People people,
        Map<String, OnCallSchedule> schedules,
        List<RegisteredIdentity> identities,
        List<Freeze> freezes,
        List<Rule> rules,
        List<Target> targets,
        Tightening.Reader repositories) {
    public Policy {
        schedules = Map.copyOf(schedules);
        identities = List.copyOf(identities);
        freezes = List.copyOf(freezes);
        rules = List.copyOf(rules);
        targets = List.copyOf(targets);
    }

    /** {@return the target of that id} */
    public Optional<Target> target(String id) {
        for (Target target : targets) {
            if (target.id().equals(id)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    /**
     * Where a policy came from.
     *
     * @param file the file's path
     * @param commit the full id of the Git commit that last changed it, or {@code null} where that is not known
     * @param author who wrote that commit, as the commit says, or {@code null}
     */
    public record Origin(
            String file, @Nullable String commit, @Nullable String author) {
        /** {@return a file of which nothing more is known} */
        public static Origin file(String path) {
            return new Origin(path, null, null);
        }

        @Override
        public String toString() {
            return commit == null
                    ? file + ", author unknown"
                    : file + " at commit " + commit + (author == null ? ", author unknown" : " by " + author);
        }
    }

    @Override
    public String toString() {
        return "policy " + digest.prefix() + " from " + origin;
    }
}
