package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.port.Directory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Questions that decide nothing, and what is said where something cannot be read. */
class PolicyQuestionsTest {

    private static List<ExternalGroup> teams(long count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(id -> ExternalGroup.githubTeam("api.example", 11, id))
                .toList();
    }

    /** Fails whenever one of some groups is asked for, and keeps what was asked. */
    private record Picky(Set<ExternalGroup> locked, List<Collection<ExternalGroup>> asked) implements Directory {

        @Override
        public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> groups, Freshness freshness) {
            asked.add(List.copyOf(groups));
            if (groups.stream().anyMatch(locked::contains)) {
                throw new GateException(ReasonCode.DIRECTORY_UNREADABLE, "locked");
            }
            var members = new HashMap<ExternalGroup, Set<Account>>();
            groups.forEach(group -> members.put(group, Set.of()));
            return members;
        }

        @Override
        public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
            return Map.of();
        }

        @Override
        public Map<Account, String> names(Collection<Account> accounts) {
            return Map.of();
        }
    }

    @Test
    void aGroupThatCannotBeReadSpoilsNoOther() {
        List<ExternalGroup> teams = teams(3);
        var picky = new Picky(Set.of(teams.get(2)), new ArrayList<>());
        var partial = new PartialDirectory(picky);

        assertThat(partial.members(teams, Directory.Freshness.RECENT)).containsOnlyKeys(teams.get(0), teams.get(1));
        assertThat(partial.unread()).containsExactly(teams.get(2));
        assertThat(partial.members(teams, Directory.Freshness.RECENT)).hasSize(2);
        assertThat(picky.asked()).hasSize(4);
    }

    @Test
    void whoDoesNotAnswerIsNotAskedForEver() {
        List<ExternalGroup> teams = teams(40);
        var picky = new Picky(Set.copyOf(teams), new ArrayList<>());
        var partial = new PartialDirectory(picky);

        assertThat(partial.members(teams, Directory.Freshness.RECENT)).isEmpty();
        assertThat(partial.unread()).hasSize(40);
        assertThat(picky.asked()).hasSize(2);
    }

    @Test
    void whatWaitsIsPutToBothPoliciesAndWhatIsDecidedIsToldAsItWas() {
        var world = new World();
        RequestId id = world.open();
        var recorded = world.store.streams();
        Explained waiting = world.gate.questions().explain(id);
        assertThat(waiting.outcome()).isEqualTo("pending");
        assertThat(waiting.unread()).isEmpty();

        world.policies.set(PolicyBuilder.production().count(2).build());
        assertThat(Wording.explain(world.gate.questions().explain(id).explanation(), PersonId::value))
                .anyMatch(line -> line.contains("the policy in force"))
                .anyMatch(line -> line.contains("the policy that it was opened under"));
        assertThat(world.store.streams()).isEqualTo(recorded);

        assertThat(world.approve(id, Roles.APPROVER_1)).isEmpty();
        assertThat(world.approve(id, Roles.APPROVER_2)).isEmpty();
        Explained decided = world.gate.questions().explain(id);
        assertThat(decided.outcome()).isEqualTo("approved");
        assertThat(decided.explanation())
                .isEqualTo(world.request(id).settledBecause().orElseThrow());
    }

    @Test
    void whatNobodyAskedIsNotThere() {
        assertThatThrownBy(() -> new World().gate.questions().explain(new RequestId("req_" + "0".repeat(26))))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.REQUEST_NOT_FOUND));
    }
}
