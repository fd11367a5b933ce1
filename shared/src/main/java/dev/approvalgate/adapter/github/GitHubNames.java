package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.AccountNames;
import java.util.Optional;
import java.util.OptionalLong;

/** The logins that GitHub accounts have now. */
public final class GitHubNames implements AccountNames {

    private final GitHubHttp http;
    private final Installations installations;

    /** Asks with the token of whichever installation of the App comes first. */
    public GitHubNames(GitHubHttp http) {
        this.http = http;
        this.installations = new Installations(http);
    }

    @Override
    public Optional<String> nameOf(Account account) {
        boolean ours = account.kind() == AccountKind.GITHUB
                && account.realm().equals(http.settings().realm());
        if (!ours || Numbers.parse(account.id()).isEmpty()) {
            return Optional.empty();
        }
        return GitHubProblem.translating(ReasonCode.DIRECTORY_UNREADABLE, () -> {
            OptionalLong reader = installations.any();
            return reader.isEmpty() ? Optional.empty() : login(reader.getAsLong(), account.id());
        });
    }

    private Optional<String> login(long reader, String id) {
        try {
            return Optional.of(Json.text(http.get(reader, Route.of("user", id)), "login"));
        } catch (GitHubProblem e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
