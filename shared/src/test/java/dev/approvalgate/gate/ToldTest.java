package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.port.ChangeSource.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a pipeline hears of people. */
class ToldTest {

    private static final String WORDS = "not today\n[8mha:////4\u001B[8mha\u202E gone";

    private final World world = new World();

    private Told told(RequestId id) {
        return Told.of(world.gate.reviews().view(id));
    }

    /** A project that everybody may read. */
    private RequestId openPublic() {
        Facts read = world.changes.facts();
        ChangeDetails details = read.details();
        var shown = new ChangeDetails(
                details.project(),
                details.url(),
                true,
                details.ref(),
                details.triggeredBy(),
                details.event(),
                details.running(),
                details.commits(),
                details.totalCommits(),
                details.pullRequests(),
                details.files(),
                details.risks(),
                details.checks(),
                details.complete());
        world.changes.set(new Facts(read.commit(), read.definition(), read.contributors(), shown, read.ownership()));
        return world.open();
    }

    private void reject(RequestId id) {
        assertThat(world.gate.reviews().vote(world.click(id, Roles.slack(Roles.APPROVER_1), Vote.Kind.REJECT, WORDS)))
                .isEmpty();
    }

    @Test
    void namesWhoIsNeededAndWhoDecidedWhereNotEverybodyReadsTheLog() {
        RequestId id = world.open();
        assertThat(told(id).needed().orElseThrow()).contains("1 more approval, from The approver-1");
        assertThat(told(id).decidedBy()).isEmpty();
        assertThat(told(id).link()).hasValueSatisfying(link -> assertThat(link).isNotEmpty());

        world.approve(id, Roles.APPROVER_1);

        assertThat(told(id).needed()).isEmpty();
        assertThat(told(id).outcome()).hasValue("Approved by The approver-1");
        assertThat(told(id).decidedBy()).containsExactly("The approver-1");
        assertThat(told(id).against()).isEmpty();
    }

    @Test
    void threat18_theWordsOfARejectionAreOneHonestLine() {
        RequestId id = world.open();
        reject(id);

        assertThat(told(id).against()).singleElement().satisfies(said -> {
            assertThat(said.who()).isEqualTo("The approver-1");
            assertThat(said.did()).isEqualTo("rejected");
            assertThat(said.words())
                    .startsWith("not today ⏎ ")
                    .contains("⟦U+001B⟧", "⟦U+202E⟧")
                    .doesNotContain("\n", "\u001B", "\u202E");
        });
    }

    @Test
    void whereEverybodyMayReadTheLogPeopleAreCountedAndNotQuoted() {
        RequestId id = openPublic();
        assertThat(told(id).needed()).hasValue("0 of 1 approval");

        reject(id);

        assertThat(told(id).needed()).isEmpty();
        assertThat(told(id).decidedBy()).isEmpty();
        assertThat(told(id).against()).isEmpty();
        assertThat(told(id).outcome()).hasValue("Rejected: A person said no.");
        assertThat(told(id).link()).isEmpty();
    }

    @Test
    void whatIsNotSaidToBePrivateIsPublic() {
        for (String said : List.of("", "true", "False", "no")) {
            assertThat(isPublic(Map.of(UnreadChange.PROJECT_PUBLIC, said))).isTrue();
        }
        assertThat(isPublic(Map.of())).isTrue();
        assertThat(isPublic(Map.of(UnreadChange.PROJECT_PUBLIC, "false"))).isFalse();
    }

    private boolean isPublic(Map<String, String> claims) {
        var workload = FakeIdentity.deploy().workload();
        var identity = WorkloadIdentity.attested(workload.key(), "subject", workload.run(), claims);
        return new UnreadChange()
                .read(identity, world.opening().host(), Optional.empty())
                .details()
                .isPublic();
    }
}
