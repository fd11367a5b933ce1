package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.ChangeDetails.Baseline;
import dev.approvalgate.domain.approval.Decision.Outcome;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkKind;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectionsTest extends StoreTestCase {

    private static final Environment STAGING = Environment.of("staging");
    private static final WorkloadKey DEPLOY =
            Samples.binding("7", STAGING, null).workload();

    private RequestId open(int number, String run, Environment environment, @Nullable String commit) {
        RequestId id = Samples.id(number);
        commit(id.value(), 0, Samples.opened(id, Samples.binding(run, environment, commit)));
        return id;
    }

    private void add(RequestId id, DomainEvent... events) {
        commit(id.value(), store.events().read(id.value()).version(), events);
    }

    private Baseline running(Environment environment) {
        return store.index().running(DEPLOY, Action.DEPLOY, environment).orElseThrow();
    }

    @Test
    void requestsAreFoundByDigestAndRun_newestFirst() {
        RequestId one = open(1, "7", Samples.PRODUCTION, "a");
        RequestId two = open(2, "7", Samples.PRODUCTION, "b");
        RequestId three = open(3, "7", STAGING, "a");
        open(4, "8", Samples.PRODUCTION, "a");
        add(two, Samples.settled(Outcome.CANCELLED, null));

        var index = store.index();
        assertThat(index.byDigest(Samples.binding("7", STAGING, "a").digest())).contains(three);
        assertThat(index.byDigest(Samples.binding("9", STAGING, "a").digest())).isEmpty();
        assertThat(index.ofRun(Samples.ISSUER, "4242", new Run("7", 1), Environment.of("PRODUCTION")))
                .as("what waits comes before what has ended")
                .containsExactly(one, two);
        add(one, Samples.settled(Outcome.REJECTED, null));
        RequestId five = open(5, "7", Samples.PRODUCTION, "e");
        add(five, Samples.settled(Outcome.APPROVED, null));
        RequestId six = open(6, "7", Samples.PRODUCTION, "f");
        assertThat(index.ofRun(Samples.ISSUER, "4242", new Run("7", 1), Samples.PRODUCTION))
                .containsExactly(five, six, two, one);
        assertThat(index.ofRun(Samples.ISSUER, "4242", new Run("7", 2), Samples.PRODUCTION))
                .isEmpty();
        assertThat(index.pendingOfRun(Samples.ISSUER, "4242", "7")).containsExactly(six, three);
        assertThat(index.allOfRun(Samples.ISSUER, "4242", "7")).containsExactly(six, five, three, two, one);
        assertThat(index.allOfRun("https://other.example", "4242", "7")).isEmpty();
        assertThat(index.pendingOf(Samples.ISSUER, "4242")).isEqualTo(3);
        assertThat(index.pendingOf(Samples.ISSUER)).hasSize(3).contains(six, three);
        assertThat(index.pendingOf("https://elsewhere.example")).isEmpty();
    }

    @Test
    void requestsAreListedAtAGlance() {
        RequestId one = open(1, "7", Samples.PRODUCTION, "a");
        RequestId two = open(2, "8", STAGING, null);
        add(one, Samples.settled(Outcome.APPROVED, null));

        assertThat(store.index().newest(false, 10))
                .satisfiesExactly(
                        row -> {
                            assertThat(row.id()).isEqualTo(two);
                            assertThat(row.commit()).isNull();
                            assertThat(row.outcome()).isNull();
                        },
                        row -> {
                            assertThat(row.outcome()).isEqualTo(Outcome.APPROVED);
                            assertThat(row.environment()).isEqualTo("Production");
                            assertThat(row.identity()).isEqualTo("payments-deploy");
                            assertThat(row.openedAt()).isEqualTo(Samples.NOON);
                        });
        assertThat(store.index().newest(true, 10)).extracting(row -> row.id()).containsExactly(two);
        assertThat(store.index().newest(false, 1)).hasSize(1);
        assertThatThrownBy(() -> store.index().newest(false, 501)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatRunsIsWhatWasLetInLast_countedFromTheFirstToken() {
        RequestId one = open(1, "7", Samples.PRODUCTION, "a");
        RequestId two = open(2, "8", Samples.PRODUCTION, "b");
        RequestId unknown = open(3, "9", Samples.PRODUCTION, null);
        assertThat(store.index().running(DEPLOY, Action.DEPLOY, Samples.PRODUCTION))
                .isEmpty();

        add(one, Samples.minted("t1", Samples.NOON));
        assertThat(running(Samples.PRODUCTION)).isEqualTo(new Baseline("a", Samples.NOON, one));
        add(two, Samples.minted("t2", Samples.NOON.plusSeconds(1)));
        add(
                one,
                new TokenEvent.Revoked("t1", DeathCause.RETRIED, Samples.NOON),
                Samples.minted("t3", Samples.NOON.plusSeconds(2)));
        add(unknown, Samples.minted("t4", Samples.NOON.plusSeconds(3)));

        assertThat(running(Samples.PRODUCTION)).isEqualTo(new Baseline("b", Samples.NOON.plusSeconds(1), two));
        assertThat(store.index().running(DEPLOY, Action.DEPLOY, STAGING)).isEmpty();
    }

    @Test
    void whatAJobHasBeenGivenTokensOf_byRunEnvironmentAndAction() {
        RequestId one = open(1, "7", Samples.PRODUCTION, "a");
        RequestId two = open(2, "7", Samples.PRODUCTION, "b");
        RequestId elsewhere = open(3, "7", STAGING, "a");
        RequestId another = open(4, "8", Samples.PRODUCTION, "a");
        open(5, "7", Samples.PRODUCTION, "c");
        int number = 0;
        for (RequestId id : List.of(one, two, elsewhere, another)) {
            number++;
            TokenEvent.Minted minted = Samples.minted("t" + number, Samples.NOON);
            add(id, minted, new TokenEvent.Revoked(minted.id(), DeathCause.RETRIED, Samples.NOON));
        }
        String job = Samples.minted("t", Samples.NOON).job();

        var index = store.index();
        assertThat(index.redeemedBy(Samples.binding("7", Samples.PRODUCTION, "z"), job))
                .containsExactly(two, one);
        assertThat(index.redeemedBy(Samples.binding("7", STAGING, "z"), job)).containsExactly(elsewhere);
        assertThat(index.redeemedBy(Samples.binding("7", Samples.PRODUCTION, "z"), job + "0"))
                .isEmpty();
    }

    @Test
    void threat32_whatRunsIsToldOfTheSamePipelineAndActionOnly() {
        RequestId id = open(1, "7", Samples.PRODUCTION, "a");
        add(id, Samples.minted("t1", Samples.NOON));
        assertThat(running(Samples.PRODUCTION).request()).isEqualTo(id);
        var docs = new WorkloadKey(DEPLOY.issuer(), DEPLOY.projectId(), ".github/workflows/docs.yml");
        assertThat(store.index().running(docs, Action.DEPLOY, Samples.PRODUCTION))
                .isEmpty();
        assertThat(store.index().running(DEPLOY, new Action("rotate"), Samples.PRODUCTION))
                .isEmpty();
        store.rebuild();
        assertThat(running(Samples.PRODUCTION).request()).isEqualTo(id);
    }

    private static ApprovalEvent.ApprovalRevoked revoked() {
        return new ApprovalEvent.ApprovalRevoked(null, null, "admin", Personal.of("wrong build"), Samples.NOON);
    }

    @Test
    void threat39_whatWasRevokedIsNoBaselineAnyMore() {
        RequestId one = open(1, "7", Samples.PRODUCTION, "a");
        RequestId two = open(2, "8", Samples.PRODUCTION, "b");
        RequestId three = open(3, "9", Samples.PRODUCTION, "c");
        RequestId elsewhere = open(4, "9", STAGING, "c");
        add(elsewhere, Samples.minted("t4", Samples.NOON));
        add(one, Samples.minted("t1", Samples.NOON.plusSeconds(1)));
        add(two, Samples.minted("t2", Samples.NOON.plusSeconds(2)));
        // Clocks can be set: the order of the ledger counts.
        add(three, Samples.minted("t3", Samples.NOON), Samples.minted("t5", Samples.NOON.plusSeconds(9)));

        add(one, revoked());
        assertThat(running(Samples.PRODUCTION).request()).isEqualTo(three);
        add(three, revoked());
        assertThat(running(Samples.PRODUCTION)).isEqualTo(new Baseline("b", Samples.NOON.plusSeconds(2), two));
        store.rebuild();
        assertThat(running(Samples.PRODUCTION)).isEqualTo(new Baseline("b", Samples.NOON.plusSeconds(2), two));
        add(two, revoked());
        assertThat(store.index().running(DEPLOY, Action.DEPLOY, Samples.PRODUCTION))
                .isEmpty();
        assertThat(running(STAGING).request()).isEqualTo(elsewhere);
    }

    @Test
    void threat39_aStoreOfAnEarlierVersionForgetsWhatWasRevokedToo() throws SQLException {
        RequestId one = open(1, "7", Samples.PRODUCTION, "a");
        RequestId two = open(2, "8", Samples.PRODUCTION, "b");
        RequestId only = open(3, "9", STAGING, "c");
        add(one, Samples.minted("t1", Samples.NOON), Samples.minted("t2", Samples.NOON.plusSeconds(1)));
        add(two, Samples.minted("t3", Samples.NOON.plusSeconds(2)), revoked());
        add(only, Samples.minted("t4", Samples.NOON), revoked());
        List<String> right = dump();
        tamper(
                "DROP INDEX request_pipeline",
                "ALTER TABLE request DROP COLUMN revoked_at",
                "DELETE FROM schema_history WHERE version = '5'",
                "UPDATE running SET request = '" + two + "', commit_id = 'b'",
                "INSERT INTO running SELECT issuer, project, pipeline, action, environment, commit_id, opened_at, id "
                        + "FROM request WHERE id = '" + only + "'");

        reopen();

        assertThat(dump()).isEqualTo(right);
        assertThat(running(Samples.PRODUCTION)).isEqualTo(new Baseline("a", Samples.NOON, one));
    }

    @Test
    void rebuiltProjectionsEqualThoseThatGrew() throws SQLException {
        var random = new Random(11);
        List<RequestId> ids = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            if (ids.isEmpty() || random.nextInt(3) == 0) {
                ids.add(open(
                        100 + step,
                        Integer.toString(random.nextInt(5)),
                        random.nextBoolean() ? Samples.PRODUCTION : STAGING,
                        random.nextInt(4) == 0 ? null : "c" + step));
                continue;
            }
            RequestId id = ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(5)) {
                case 0 -> add(id, Samples.settled(List.of(Outcome.values()).get(random.nextInt(5)), null));
                case 1 -> add(id, Samples.minted("t" + step, Samples.NOON.plusSeconds(step)));
                case 2 ->
                    add(id, new TokenEvent.Revoked("t" + random.nextInt(step), DeathCause.RUN_ENDED, Samples.NOON));
                case 3 -> add(id, revoked());
                default -> add(id, new ApprovalEvent.Joined("j", Samples.NOON));
            }
        }
        store.ledger().erase(ids.get(0));
        var work = new Work(WorkKind.PUBLISH, null, "k", Map.of(), Samples.NOON, Samples.NOON);
        store.events().commit(Commit.of("x", 0, List.of(), List.of(work)).claiming(Set.of("c")));
        List<String> grown = dump();
        tamper("DELETE FROM request WHERE rowid % 2 = 0", "UPDATE token SET job = 'x'", "DELETE FROM running");
        assertThat(dump()).isNotEqualTo(grown);

        long events = store.rebuild();

        assertThat(events).isEqualTo(store.ledger().size());
        assertThat(dump()).isEqualTo(grown);
        assertThat(store.work().size()).as("state is no projection").isEqualTo(1);
    }

    private List<String> dump() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (String table :
                    List.of("request ORDER BY id", "token ORDER BY request, id", "running ORDER BY 1, 2, 3")) {
                try (var result = statement.executeQuery("SELECT * FROM " + table)) {
                    while (result.next()) {
                        var row = new StringBuilder(table);
                        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                            row.append('|').append(result.getString(i));
                        }
                        rows.add(row.toString());
                    }
                }
            }
        }
        return rows;
    }
}
