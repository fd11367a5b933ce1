package dev.approvalgate.adapter.slack;

import com.slack.api.model.User;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.Remembered;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Slack says of single users. */
final class UserStandings {

    private static final Duration KEPT = Duration.ofSeconds(60);
    private static final int MOST_KEPT = 10_000;
    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{1,20}");
    private static final String SLACKBOT = "USLACKBOT";

    private final SlackApi api;
    private final Remembered<String, Seen> seen;

    UserStandings(SlackApi api) {
        this.api = api;
        this.seen = new Remembered<>(KEPT, MOST_KEPT, api.clock());
    }

    private record Seen(AccountStanding standing, @Nullable String name) {}

    /** {@return an account's standing; empty where nobody may be asked and nothing is remembered} */
    Optional<AccountStanding> of(Account account, Freshness freshness) {
        if (account.kind() != AccountKind.SLACK || !USER.matcher(account.id()).matches()) {
            return Optional.of(AccountStanding.UNKNOWN);
        }
        if (!isOurs(account)) {
            return Optional.of(AccountStanding.FOREIGN);
        }
        return seen.get(account.id(), freshness, this::read).map(Seen::standing);
    }

    /** {@return how a user calls themselves, as far as it is remembered} */
    Optional<String> nameOf(Account account) {
        return account.kind() == AccountKind.SLACK && isOurs(account)
                ? seen.known(account.id()).map(Seen::name)
                : Optional.empty();
    }

    private boolean isOurs(Account account) {
        return account.realm().equals(api.connection().team());
    }

    private Seen read(String id) {
        try {
            User user = api.call(
                            ReasonCode.DIRECTORY_UNREADABLE,
                            "users.info",
                            client -> client.usersInfo(request -> request.user(id)))
                    .getUser();
            return user == null || !id.equals(user.getId())
                    ? new Seen(AccountStanding.UNKNOWN, null)
                    : new Seen(standing(user), name(user));
        } catch (SlackProblem e) {
            if (e.is("user_not_found", "users_not_found", "user_not_visible")) {
                return new Seen(AccountStanding.UNKNOWN, null);
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

    private static @Nullable String name(User user) {
        User.Profile profile = user.getProfile();
        String shown = profile == null ? null : profile.getDisplayName();
        String name = shown == null || shown.isBlank() ? user.getRealName() : shown;
        return name == null || name.isBlank() ? null : name;
    }
}
