package dev.approvalgate.adapter.slack;

import com.slack.api.model.User;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.port.Directory;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Slack says of its accounts. Answers are kept for a minute. Accounts of other systems are unknown here, and accounts of other
 * teams are foreign whatever Slack says of them.
 */
public final class SlackDirectory implements Directory {

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final long MOST_KEPT = 10_000;
    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{1,20}");
    private static final String SLACKBOT = "USLACKBOT";

    private final SlackApi api;
    private final Kept<AccountStanding> seen;

    /** Asks through a connection. */
    public SlackDirectory(SlackApi api) {
        this.api = api;
        this.seen = new Kept<>(KEPT, MOST_KEPT, api.clock());
    }

    @Override
    public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
        return accounts.stream().distinct().collect(Collectors.toMap(Function.identity(), this::standing));
    }

    private AccountStanding standing(Account account) {
        if (account.kind() != AccountKind.SLACK || !USER.matcher(account.id()).matches()) {
            return AccountStanding.UNKNOWN;
        }
        if (!account.realm().equals(api.connection().team())) {
            return AccountStanding.FOREIGN;
        }
        return seen.get(account.id(), this::read);
    }

    private AccountStanding read(String id) {
        try {
            User user = api.call(
                            ReasonCode.DIRECTORY_UNREADABLE,
                            "users.info",
                            client -> client.usersInfo(request -> request.user(id)))
                    .getUser();
            return user == null || !id.equals(user.getId()) ? AccountStanding.UNKNOWN : standing(user);
        } catch (SlackProblem e) {
            if (e.is("user_not_found", "users_not_found", "user_not_visible")) {
                return AccountStanding.UNKNOWN;
            }
            // Whatever is wrong with our token or scopes says nothing about the person.
            throw new GateException(ReasonCode.DIRECTORY_UNREADABLE, "" + e.getMessage());
        }
    }

    private AccountStanding standing(User user) {
        if (!api.connection().team().equals(user.getTeamId())) {
            return AccountStanding.FOREIGN;
        }
        if (user.isBot() || user.isWorkflowBot() || user.isConnectorBot() || SLACKBOT.equals(user.getId())) {
            return AccountStanding.BOT;
        }
        if (user.isDeleted()) {
            return AccountStanding.DEACTIVATED;
        }
        return user.isRestricted() || user.isUltraRestricted() || user.isStranger()
                ? AccountStanding.GUEST
                : AccountStanding.ACTIVE;
    }

    @Override
    public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> groups, Freshness freshness) {
        if (groups.isEmpty()) {
            return Map.of();
        }
        throw new GateException(ReasonCode.DIRECTORY_UNREADABLE, "groups of Slack cannot be read yet");
    }

    @Override
    public Map<Account, String> names(Collection<Account> accounts) {
        return Map.of();
    }
}
