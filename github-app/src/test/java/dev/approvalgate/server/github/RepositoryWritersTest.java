package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.github.GitHubDirectory;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.port.Directory.Freshness;
import dev.approvalgate.server.loopback.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts that are owners as long as they may write. */
class RepositoryWritersTest {

    private final Bench bench = new Bench();
    private final long installation = new Reading(bench).address(bench.deploy()).installation();
    private final GitHubDirectory directory = new GitHubDirectory(bench.http);
    private final Account approver = Reading.account(bench.approver);
    private final ExternalGroup writer = writer(Bench.REPOSITORY, bench.approver.id());

    @AfterEach
    void stop() {
        bench.close();
    }

    private ExternalGroup writer(long repository, long account) {
        return ExternalGroup.githubWriter("127.0.0.1", installation, repository, account);
    }

    private Set<Account> members(ExternalGroup asked, Freshness freshness) {
        return directory.members(List.of(asked), freshness).getOrDefault(asked, Set.of());
    }

    private void assertUnreadable(ExternalGroup asked) {
        assertThatThrownBy(() -> members(asked, Freshness.NOW))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.DIRECTORY_UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "admin"})
    void whoMayWriteIsThereAndTheirNameIsRemembered(String role) {
        bench.repo.role(bench.approver, role);
        assertThat(members(writer, Freshness.NOW)).containsExactly(approver);
        assertThat(directory.names(List.of(approver))).isEqualTo(Map.of(approver, "approver-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "none"})
    void threat19_whoMayNoLongerWriteIsGoneWhenItIsAskedNowAndAfterAMinuteOtherwise(String role) {
        members(writer, Freshness.RECENT);
        bench.repo.role(bench.approver, role);

        assertThat(members(writer, Freshness.RECENT)).containsExactly(approver);
        assertThat(members(writer, Freshness.NOW)).isEmpty();

        bench.repo.role(bench.approver, "write");
        assertThat(members(writer, Freshness.RECENT)).isEmpty();
        bench.clock.step(Duration.ofSeconds(60));
        assertThat(members(writer, Freshness.RECENT)).containsExactly(approver);
    }

    @Test
    void whatIsKnownIsToldWithoutAsking() {
        assertThat(directory.members(List.of(writer), Freshness.KNOWN)).isEmpty();
        assertThat(bench.calls("GET", "/permission")).isZero();
    }

    @Test
    void aRepositoryThatWasRenamedIsTheSame() {
        bench.repo.rename("money");
        assertThat(members(writer, Freshness.NOW)).containsExactly(approver);
    }

    @Test
    void threat14_whatIsSaidOfANameIsNotSaidOfAnotherNumber() {
        bench.failOnce("/permission", Answer.json(200, """
                {"permission": "admin", "user": {"id": 1003, "login": "approver-1", "type": "User"}}"""));
        assertThat(members(writer, Freshness.NOW)).isEmpty();
    }

    @Test
    void whoIsGoneOrWasNeverThereMayNotWrite() {
        assertThat(members(writer(Bench.REPOSITORY, 999), Freshness.NOW)).isEmpty();
        assertThat(members(writer(9999, bench.approver.id()), Freshness.NOW)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNoAnswer() {
        for (int status : List.of(401, 403, 500, 503)) {
            // After a 401 it is tried once more, with another token.
            for (int i = 0; i < (status == 401 ? 2 : 1); i++) {
                bench.failOnce("/permission", Answer.json(status, "{}"));
            }
            assertUnreadable(writer);
            members(writer, Freshness.NOW);
        }
        assertUnreadable(new ExternalGroup(ExternalGroup.Kind.GITHUB_WRITER, "127.0.0.1", "1/2"));
        assertUnreadable(new ExternalGroup(ExternalGroup.Kind.GITHUB_WRITER, "elsewhere.example.com", writer.id()));
        bench.github.uninstall(bench.repo.owner());
        assertUnreadable(writer);
    }
}
