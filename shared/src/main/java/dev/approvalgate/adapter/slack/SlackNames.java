package dev.approvalgate.adapter.slack;

import com.slack.api.model.User;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.AccountNames;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that people show in Slack, with their handle. */
public final class SlackNames implements AccountNames {

    private final SlackApi api;

    /** Asks through a connection. */
    public SlackNames(SlackApi api) {
        this.api = api;
    }

    @Override
    public Optional<String> nameOf(Account account) {
        if (account.kind() != AccountKind.SLACK
                || !account.realm().equals(api.connection().team())) {
            return Optional.empty();
        }
        try {
            User user = api.call(
                            ReasonCode.DIRECTORY_UNREADABLE,
                            "users.info",
                            client -> client.usersInfo(request -> request.user(account.id())))
                    .getUser();
            return user == null || !account.id().equals(user.getId()) ? Optional.empty() : Optional.of(shown(user));
        } catch (SlackProblem e) {
            if (e.is("user_not_found", "users_not_found", "user_not_visible")) {
                return Optional.empty();
            }
            throw new GateException(ReasonCode.DIRECTORY_UNREADABLE, "" + e.getMessage());
        }
    }

    private static String shown(User user) {
        String display = user.getProfile() == null ? null : user.getProfile().getDisplayName();
        String names = Stream.of(Optional.ofNullable(user.getRealName()), Optional.ofNullable(display))
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return (names + " (@" + user.getName() + ")").strip();
    }
}
