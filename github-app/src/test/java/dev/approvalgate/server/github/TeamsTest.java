package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.github.GitHubDirectory;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.port.Directory.Freshness;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.Team;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is in a team, read from the stand-in over HTTP. */
class TeamsTest {

    private final Bench bench = new Bench();
    private final Team team = bench.github
            .team(bench.repo.owner(), 77, "release")
            .add(bench.approver)
            .add(bench.other);
    private final ExternalGroup group = group(bench.repo.owner().id(), team.id());
    private final GitHubDirectory directory = new GitHubDirectory(bench.http);

    @AfterEach
    void stop() {
        bench.close();
    }

    private static ExternalGroup group(long organization, long id) {
        return ExternalGroup.githubTeam("127.0.0.1", organization, id);
    }

    private Set<dev.approvalgate.domain.approval.Account> members(ExternalGroup asked, Freshness freshness) {
        return directory.members(List.of(asked), freshness).getOrDefault(asked, Set.of());
    }

    private void assertUnreadable(ExternalGroup asked) {
        assertThatThrownBy(() -> members(asked, Freshness.RECENT))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.DIRECTORY_UNREADABLE));
    }

    @Test
    void membersAreAccountsByIdAndTheirNamesAreRemembered() {
        assertThat(members(group, Freshness.RECENT))
                .containsExactlyInAnyOrder(Reading.account(bench.approver), Reading.account(bench.other));
        assertThat(directory.names(List.of(Reading.account(bench.approver), Reading.account(bench.author))))
                .isEqualTo(Map.of(Reading.account(bench.approver), "approver-1"));
    }

    @Test
    void threat19_whoLeavesTheTeamIsGoneWhenItIsAskedNowAndAfterAMinuteOtherwise() {
        members(group, Freshness.RECENT);
        team.remove(bench.other);

        assertThat(members(group, Freshness.RECENT)).hasSize(2);
        assertThat(members(group, Freshness.NOW)).containsExactly(Reading.account(bench.approver));

        team.remove(bench.approver);
        bench.clock.step(Duration.ofSeconds(60));
        assertThat(members(group, Freshness.RECENT)).isEmpty();
    }

    @Test
    void whatIsKnownIsToldWithoutAsking() {
        assertThat(directory.members(List.of(group), Freshness.KNOWN)).isEmpty();
        assertThat(bench.calls("GET", "/members")).isZero();
        members(group, Freshness.NOW);
        bench.clock.step(Duration.ofHours(1));
        assertThat(members(group, Freshness.KNOWN)).hasSize(2);
        assertThat(bench.calls("GET", "/members")).isEqualTo(1);
    }

    @Test
    void aLargeTeamIsReadPageByPageAndAHugeOneNotAtAll() {
        for (int i = 0; i < 248; i++) {
            team.add(Account.user(5000 + i, "member-" + i));
        }
        assertThat(members(group, Freshness.NOW)).hasSize(250);
        assertThat(bench.calls("GET", "/members")).isEqualTo(3);

        for (int i = 0; i < 5000; i++) {
            team.add(Account.user(10_000 + i, "crowd-" + i));
        }
        bench.clock.step(Duration.ofMinutes(2));
        assertUnreadable(group);
    }

    @Test
    void aTeamThatIsGoneHasNoMembers() {
        team.delete();
        assertThat(directory.members(List.of(group), Freshness.NOW)).isEqualTo(Map.of(group, Set.of()));
    }

    @Test
    void whatCannotBeReadIsNoEmptyTeam() {
        bench.failOnce("/members", Answer.json(403, "{}"));
        assertUnreadable(group);
        bench.failOnce("/members", Answer.json(503, "{}"));
        assertUnreadable(group);
        assertUnreadable(group(999, team.id()));
        assertUnreadable(new ExternalGroup(ExternalGroup.Kind.GITHUB_TEAM, "127.0.0.1", "release"));
        assertUnreadable(ExternalGroup.githubTeam(
                "elsewhere.example.com", bench.repo.owner().id(), team.id()));
        bench.github.uninstall(bench.repo.owner());
        assertUnreadable(group);
    }

    @Test
    void aTeamIsReadByTheInstallationOnItsOrganization() {
        bench.github.repository("zoo/cages", 4343, true);
        Account zoo = bench.github.repository("zoo/lions", 4344, true).owner();
        Team keepers = bench.github.team(zoo, 78, "keepers").add(bench.author);

        assertThat(members(group(zoo.id(), keepers.id()), Freshness.NOW))
                .containsExactly(Reading.account(bench.author));
        assertThat(members(group, Freshness.NOW)).hasSize(2);
        assertThat(members(group(zoo.id(), team.id()), Freshness.NOW)).isEmpty();
    }

    @Test
    void standingsAreRememberedForAMinuteUnlessTheyAreAskedNow() {
        var account = Reading.account(bench.approver);
        assertThat(directory.standings(List.of(account), Freshness.KNOWN)).isEmpty();
        for (Freshness freshness : List.of(Freshness.NOW, Freshness.RECENT, Freshness.NOW)) {
            assertThat(directory.standings(List.of(account), freshness))
                    .isEqualTo(Map.of(account, AccountStanding.ACTIVE));
        }
        assertThat(bench.calls("GET", "/user/1002")).isEqualTo(2);
    }
}
