package dev.approvalgate.server.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.slack.SlackDirectory;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.port.Directory.Freshness;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is in a user group, read from the stand-in over HTTP. */
class UserGroupsTest {

    private static final String GROUP = "S0RELEASE01";

    private final SlackWorld world = new SlackWorld();
    private final SlackDirectory directory = new SlackDirectory(world.api);
    private final Account approver = Roles.slack(Roles.APPROVER_1);
    private final ExternalGroup group = ExternalGroup.slackUserGroup(Roles.TEAM, GROUP);

    @BeforeEach
    void found() {
        world.workspace.group(GROUP, Set.of(approver.id(), "U0OTHER"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Set<Account> members(Freshness freshness) {
        return directory.members(List.of(group), freshness).getOrDefault(group, Set.of());
    }

    private void assertUnreadable(ExternalGroup asked) {
        assertThatThrownBy(() -> directory.members(List.of(asked), Freshness.NOW))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.DIRECTORY_UNREADABLE));
    }

    private Interceptor answering(String json) {
        return new Interceptor() {
            @Override
            public Optional<Answer> before(Call call) {
                return call.path().endsWith("/usergroups.users.list")
                        ? Optional.of(Answer.json(200, json))
                        : Optional.empty();
            }
        };
    }

    @Test
    void threat19_whoLeavesTheGroupIsGoneWhenItIsAskedNowAndAfterAMinuteOtherwise() {
        assertThat(members(Freshness.KNOWN)).isEmpty();
        assertThat(members(Freshness.RECENT)).containsExactlyInAnyOrder(approver, Account.slack(Roles.TEAM, "U0OTHER"));
        world.workspace.group(GROUP, Set.of(approver.id()));

        assertThat(members(Freshness.RECENT)).hasSize(2);
        assertThat(members(Freshness.NOW)).containsExactly(approver);

        world.workspace.group(GROUP, Set.of());
        world.clock.step(Duration.ofSeconds(60));
        assertThat(members(Freshness.RECENT)).isEmpty();
    }

    @Test
    void aGroupThatIsGoneHasNoMembers() {
        var gone = ExternalGroup.slackUserGroup(Roles.TEAM, "S0NONE");
        assertThat(directory.members(List.of(gone), Freshness.NOW)).isEqualTo(Map.of(gone, Set.of()));
    }

    @Test
    void whatCannotBeReadIsNoEmptyGroup() {
        assertUnreadable(ExternalGroup.slackUserGroup("T0ELSEWHERE", GROUP));
        for (String answer : List.of(
                "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"usergroups:read\"}",
                "{\"ok\":false,\"error\":\"plan_upgrade_required\"}",
                "{\"ok\":false,\"error\":\"internal_error\"}",
                "{\"ok\":true,\"users\":["
                        + IntStream.range(0, 5001)
                                .mapToObj(i -> "\"U" + i + "\"")
                                .collect(Collectors.joining(","))
                        + "]}")) {
            Interceptor broken = answering(answer);
            world.slack.server().intercept(broken);
            assertUnreadable(group);
            world.slack.server().remove(broken);
        }
    }

    @Test
    void howUsersCallThemselvesIsRememberedFromTheirStanding() {
        assertThat(directory.names(List.of(approver))).isEmpty();
        directory.standings(List.of(approver), Freshness.NOW);
        assertThat(directory.names(List.of(approver))).containsOnlyKeys(approver);
    }
}
