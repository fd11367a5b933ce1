package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Remembered;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is in a user group. A group that was disabled has no members. */
final class UserGroups {

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST_KEPT = 1_000;
    private static final int MOST_MEMBERS = 5_000;

    private final SlackApi api;
    private final Remembered<ExternalGroup, Set<Account>> seen;

    UserGroups(SlackApi api) {
        this.api = api;
        this.seen = new Remembered<>(KEPT, MOST_KEPT, api.clock());
    }

    /** {@return the members of a group; empty where nobody may be asked and nothing is remembered} */
    Optional<Set<Account>> of(ExternalGroup group, Freshness freshness) {
        return seen.get(group, freshness, this::read);
    }

    private Set<Account> read(ExternalGroup group) {
        boolean ours = group.kind() == ExternalGroup.Kind.SLACK_USER_GROUP
                && group.realm().equals(api.connection().team());
        if (!ours) {
            throw unreadable(
                    group + " is not one of Slack team " + api.connection().team());
        }
        try {
            List<String> users = api.call(
                            ReasonCode.DIRECTORY_UNREADABLE,
                            "usergroups.users.list",
                            client -> client.usergroupsUsersList(request -> request.usergroup(group.id())))
                    .getUsers();
            return users == null ? Set.of() : members(group, users);
        } catch (SlackProblem e) {
            if (e.is("no_such_subteam", "subteam_not_found")) {
                return Set.of();
            }
            // Whatever is wrong with our token or scopes says nothing about the group.
            throw unreadable("" + e.getMessage());
        }
    }

    private static Set<Account> members(ExternalGroup group, List<String> users) {
        if (users.size() > MOST_MEMBERS) {
            throw unreadable(group + " has more than " + MOST_MEMBERS + " members");
        }
        return users.stream().map(user -> Account.slack(group.realm(), user)).collect(Collectors.toUnmodifiableSet());
    }

    private static GateException unreadable(String why) {
        return new GateException(ReasonCode.DIRECTORY_UNREADABLE, why);
    }
}
