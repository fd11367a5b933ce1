package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.port.EventStore.ClaimTaken;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.VersionConflict;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class EventStoreTest extends StoreTestCase {

    private static final Work WORK =
            new Work(WorkKind.PUBLISH, "s", null, Map.of(), Samples.NOON, Samples.NOON.plusSeconds(9));

    private static DomainEvent joined(String job) {
        return new ApprovalEvent.Joined(job, Samples.NOON);
    }

    @Test
    void everyEventIsReadAsItWasWritten_alsoAfterARestart() {
        List<DomainEvent> events = Samples.all();
        store.events().commit(Commit.of("s", 0, events.subList(0, 5), List.of()));
        store.events().commit(Commit.of("s", 5, events.subList(5, events.size()), List.of()));

        reopen();

        var history = store.events().read("s");
        assertThat(history.events()).isEqualTo(events);
        assertThat(history.version()).isEqualTo(events.size());
        assertThat(store.events().read("other").isEmpty()).isTrue();
        assertThat(store.ledger().verify().problems()).isEmpty();
    }

    @Test
    void aCommitAtAnotherVersionStoresNothing() {
        commit("s", 0, joined("a"));
        var late = Commit.of("s", 0, List.of(joined("b")), List.of(WORK))
                .claiming(Set.of("c"))
                .with(Map.of(Sha256.of("text"), "text"));

        assertThatThrownBy(() -> store.events().commit(late)).isInstanceOf(VersionConflict.class);
        assertThatThrownBy(() -> commit("new", 1, joined("b"))).isInstanceOf(VersionConflict.class);

        assertThat(store.events().read("s").version()).isEqualTo(1);
        assertThat(store.work().size()).isZero();
        assertThat(store.documents().find(Sha256.of("text"))).isEmpty();
        store.events().commit(Commit.of("s", 1, List.of(), List.of()).claiming(Set.of("c")));
    }

    @Test
    void aTakenClaimStoresNothing() {
        store.events().commit(Commit.of("one", 0, List.of(), List.of()).claiming(Set.of("c")));
        var second = Commit.of("two", 0, List.of(joined("a")), List.of(WORK)).claiming(Set.of("b", "c"));

        assertThatThrownBy(() -> store.events().commit(second))
                .isInstanceOfSatisfying(
                        ClaimTaken.class, taken -> assertThat(taken.claim()).isEqualTo("c"));

        assertThat(store.events().read("two").isEmpty()).isTrue();
        assertThat(store.work().size()).isZero();
        store.events().commit(Commit.of("two", 0, List.of(), List.of()).claiming(Set.of("b")));
    }

    @Test
    void ofEightWritersAtOneVersionOneWins() throws Exception {
        for (int round = 0; round < 20; round++) {
            long version = round;
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String job = round + "/" + i;
                writers.add(() -> {
                    try {
                        commit("s", version, joined(job));
                        return true;
                    } catch (VersionConflict lost) {
                        return false;
                    }
                });
            }
            assertThat(together(writers)).containsOnlyOnce(true);
        }
        assertThat(store.events().read("s").version()).isEqualTo(20);
        assertThat(store.ledger().verify().problems()).isEmpty();
    }

    @Test
    void ofEightClaimantsOneWins_andTheOthersCommitsOfTheSameMomentStand() throws Exception {
        for (int round = 0; round < 20; round++) {
            String name = "claim-" + round;
            List<Callable<Boolean>> claimants = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String stream = name + "/" + i;
                claimants.add(() -> {
                    commit(stream + "/free", 0, joined("a"));
                    try {
                        store.events()
                                .commit(Commit.of(stream, 0, List.of(joined("a")), List.of())
                                        .claiming(Set.of(name)));
                        return true;
                    } catch (ClaimTaken lost) {
                        return false;
                    }
                });
            }
            assertThat(together(claimants)).containsOnlyOnce(true);
        }
        assertThat(store.ledger().size()).isEqualTo(20 * 9);
        assertThat(store.ledger().verify().problems()).isEmpty();
    }

    @Test
    void listenersAreToldAfterTheCommit_andOnlyOfWhatWasStored() {
        List<String> told = new ArrayList<>();
        store.events()
                .onCommit((stream, at) -> told.add(
                        stream + " at version " + store.events().read(stream).version()));
        store.events().onCommit((stream, at) -> {
            throw new IllegalStateException("a listener's fault is no fault of the commit");
        });

        commit("s", 0, joined("a"));
        assertThatThrownBy(() -> commit("s", 0, joined("b"))).isInstanceOf(VersionConflict.class);

        assertThat(told).containsExactly("s at version 1");
    }

    @Test
    void documentsAreStoredUnderTheirOwnHashOnly() {
        var right = Commit.of("s", 0, List.of(), List.of());
        store.events().commit(right.with(Map.of(Sha256.of("text"), "text")));

        assertThat(store.documents().find(Sha256.of("text"))).contains("text");
        assertThatThrownBy(() -> store.events().commit(right.with(Map.of(Sha256.of("text"), "other"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
