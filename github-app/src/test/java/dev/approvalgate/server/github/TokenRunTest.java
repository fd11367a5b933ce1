package dev.approvalgate.server.github;

import static dev.approvalgate.server.github.Reading.had;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.github.GitHubChangeSource;
import dev.approvalgate.domain.approval.Contributor.Role;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.ChangeSource.Facts;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.Job;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of runs that ask by the API: nobody but their verified token leads to them. */
class TokenRunTest {

    private final Bench bench = new Bench();
    private final Reading reading = new Reading(bench);
    private final Commit running = bench.repo.commit(bench.author, "Runs", FileEdit.put("a.txt", "a\n"));

    @AfterEach
    void stop() {
        bench.close();
    }

    private Facts read(WorkloadIdentity identity) {
        return new GitHubChangeSource(bench.http)
                .read(identity, new HostRef(HostRef.API, Map.of()), reading.baseline(Optional.of(running)));
    }

    private static WorkloadIdentity claiming(WorkloadIdentity identity, String claim, String value) {
        var claims = new HashMap<>(identity.claims());
        claims.put(claim, value);
        return WorkloadIdentity.attested(identity.key(), identity.subject(), identity.run(), claims);
    }

    private void assertRefused(WorkloadIdentity identity) {
        assertThatThrownBy(() -> read(identity))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.HOST_FACT_MISMATCH));
    }

    @Test
    void threat33_whoAsksByTheApiIsReadLikeWhoWaitsAtGitHub() {
        Job job = bench.deploy();

        Facts asked = read(claiming(reading.identity(job), "ref", "refs/heads/main"));
        Facts waiting = reading.of(job, running);

        assertThat(asked.contributors())
                .containsExactlyElementsOf(waiting.contributors())
                .contains(had(Role.AUTHOR, bench.author));
        assertThat(asked.details().files()).isEqualTo(waiting.details().files());
        assertThat(asked.details().complete()).isTrue();
        assertThat(asked.details().ref()).isEqualTo("refs/heads/main");
        assertThat(asked.ownership()).isEqualTo(waiting.ownership());
        assertThat(asked.commit()).isEqualTo(waiting.commit());
        // What waits at GitHub must be answered there, so it is another request.
        assertThat(asked.definition()).isNull();
    }

    @Test
    void threat13_whatTheTokenSaysMustBeWhatGitHubSays() {
        WorkloadIdentity identity = reading.identity(bench.deploy());
        WorkloadKey key = identity.key();

        assertRefused(claiming(identity, "sha", running.sha()));
        assertRefused(WorkloadIdentity.attested(
                key, identity.subject(), new Run(identity.run().id(), 2), identity.claims()));
        assertRefused(WorkloadIdentity.attested(
                new WorkloadKey(key.issuer(), key.projectId(), ".github/workflows/other.yml"),
                identity.subject(),
                identity.run(),
                identity.claims()));
        assertRefused(WorkloadIdentity.attested(
                new WorkloadKey(key.issuer(), "4243", key.pipeline()),
                identity.subject(),
                identity.run(),
                identity.claims()));
    }

    @Test
    void whereTheAppIsNotInstalledOnlyTheTokenIsKnown() {
        WorkloadIdentity identity = reading.identity(bench.deploy());
        bench.github.uninstall(bench.repo.owner());

        Facts facts = read(identity);

        assertThat(facts.contributors()).allMatch(contributor -> contributor.account() == null);
        assertThat(facts.details().complete()).isFalse();
        assertThat(facts.commit()).isEqualTo(identity.claims().get("sha"));
        assertThat(facts.ownership().owners().isKnown()).isFalse();
    }

    @Test
    void anotherIssuersTokenLeadsNowhere() {
        WorkloadIdentity identity = reading.identity(bench.deploy());
        long before = bench.calls("GET", "/installation");

        Facts facts = read(WorkloadIdentity.attested(
                new WorkloadKey(
                        "https://other.example.com",
                        identity.key().projectId(),
                        identity.key().pipeline()),
                identity.subject(),
                identity.run(),
                identity.claims()));

        assertThat(facts.details().complete()).isFalse();
        assertThat(bench.calls("GET", "/installation")).isEqualTo(before);
    }

    @Test
    void whereGitHubCannotBeAskedItIsTriedAgain() {
        WorkloadIdentity identity = reading.identity(bench.deploy());
        bench.failOnce("/installation", Answer.json(503, "{}"));

        assertThatThrownBy(() -> read(identity))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.CHANGE_UNREADABLE));
    }
}
