package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkQueueTest extends StoreTestCase {

    private static final Instant NOW = Samples.NOON;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static Work work(@Nullable String key, Instant dueAt) {
        return new Work(WorkKind.REFRESH, "req", key, Map.of("a", "b"), dueAt, dueAt.plusSeconds(600));
    }

    private WorkItem leaseOne(Instant now) {
        List<WorkItem> taken = store.work().lease(now, LEASE, 10);
        assertThat(taken).hasSize(1);
        return taken.get(0);
    }

    @Test
    void dueWorkIsTakenEarliestFirst_andNotTwice() {
        store.work().add(work("late", NOW.plusNanos(1)));
        store.work().add(work("second", NOW));
        store.work().add(work("first", NOW.minusSeconds(1)));

        List<WorkItem> taken = store.work().lease(NOW, LEASE, 10);

        assertThat(taken).extracting(item -> item.work().key()).containsExactly("first", "second");
        assertThat(taken).extracting(WorkItem::attempts).containsExactly(1, 1);
        assertThat(taken.get(1).work()).isEqualTo(work("second", NOW));
        assertThat(store.work().lease(NOW, LEASE, 10)).isEmpty();
        assertThat(store.work().nextDue()).contains(NOW.plusNanos(1));
        assertThat(store.work().size()).isEqualTo(3);
    }

    @Test
    void atMostAsManyAsAsked() {
        for (int i = 0; i < 5; i++) {
            store.work().add(work(null, NOW));
        }
        assertThat(store.work().lease(NOW, LEASE, 3)).hasSize(3);
        assertThat(store.work().lease(NOW, LEASE, 3)).hasSize(2);
    }

    @Test
    void keyedWorkIsOne_dueAtTheEarlierOfBothTimes() {
        store.work().add(work("k", NOW.plusSeconds(60)));
        store.work().add(work("k", NOW));
        store.work().add(work("k", NOW.plusSeconds(90)));

        assertThat(store.work().size()).isEqualTo(1);
        WorkItem item = leaseOne(NOW);
        assertThat(item.work().dueAt()).isEqualTo(NOW);
        assertThat(item.work().notAfter()).isEqualTo(NOW.plusSeconds(690));
    }

    @Test
    void workThatIsDoneIsGone_alsoAfterARestart() {
        store.work().add(work("k", NOW));
        store.work().done(leaseOne(NOW));

        reopen();

        assertThat(store.work().size()).isZero();
        assertThat(store.work().nextDue()).isEmpty();
    }

    @Test
    void aWishMadeWhileTheWorkIsDoneIsNotLost() {
        store.work().add(work("k", NOW));
        WorkItem first = leaseOne(NOW);
        store.work().add(work("k", NOW.plusSeconds(5)));

        assertThat(store.work().lease(NOW.plusSeconds(5), LEASE, 10))
                .as("never twice at once")
                .isEmpty();
        store.work().done(first);

        assertThat(store.work().lease(NOW, LEASE, 10)).isEmpty();
        WorkItem again = leaseOne(NOW.plusSeconds(5));
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.lastError()).isNull();
        store.work().done(first);
        assertThat(store.work().size()).as("the first attempt is over").isEqualTo(1);
        store.work().done(again);
        assertThat(store.work().size()).isZero();
    }

    @Test
    void aWishMadeDuringAnAttemptThatFailsIsServedByTheNext() {
        store.work().add(work("k", NOW));
        WorkItem first = leaseOne(NOW);
        store.work().add(work("k", NOW.plusSeconds(1)));
        store.work().retry(first, NOW.plusSeconds(30), "503");

        WorkItem second = leaseOne(NOW.plusSeconds(1));
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(second.lastError()).isEqualTo("503");
        store.work().done(second);
        assertThat(store.work().size()).isZero();
    }

    @Test
    void workThatFailedComesBackWithItsError() {
        store.work().add(work("k", NOW));
        store.work().retry(leaseOne(NOW), NOW.plusSeconds(30), "x".repeat(5000));

        assertThat(store.work().lease(NOW, LEASE, 10)).isEmpty();
        assertThat(store.work().of("req"))
                .singleElement()
                .satisfies(item -> assertThat(item.lastError()).hasSize(1000));
        assertThat(store.work().of("other")).isEmpty();
        assertThat(leaseOne(NOW.plusSeconds(30)).attempts()).isEqualTo(2);
    }

    @Test
    void aLeaseThatRanOutIsTakenOver_andItsFormerHolderChangesNothing() {
        store.work().add(work("k", NOW));
        WorkItem slow = leaseOne(NOW);
        assertThat(store.work().lease(NOW.plus(LEASE).minusNanos(1), LEASE, 10)).isEmpty();
        WorkItem next = leaseOne(NOW.plus(LEASE));

        store.work().retry(slow, NOW, "late");
        store.work().done(slow);

        assertThat(next.attempts()).isEqualTo(2);
        assertThat(store.work().lease(NOW.plus(LEASE), LEASE, 10)).isEmpty();
        store.work().done(next);
        assertThat(store.work().size()).isZero();
    }

    @Test
    void afterARestartWhatWasLeasedIsDueAtOnce() {
        store.work().add(work("k", NOW));
        leaseOne(NOW);
        reopen();

        store.work().reclaim();

        assertThat(leaseOne(NOW).attempts()).isEqualTo(2);
    }

    @Test
    void eightLoopsNeverTakeTheSameWork() throws Exception {
        for (int i = 0; i < 100; i++) {
            store.work().add(work(null, NOW));
        }
        List<Callable<List<Long>>> loops = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            loops.add(() -> {
                List<Long> taken = new ArrayList<>();
                for (List<WorkItem> items = store.work().lease(NOW, LEASE, 3);
                        !items.isEmpty();
                        items = store.work().lease(NOW, LEASE, 3)) {
                    items.forEach(item -> taken.add(item.id()));
                }
                return taken;
            });
        }
        List<Long> all = together(loops).stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(100);
        assertThat(new HashSet<>(all)).hasSize(100);
    }

    @Test
    void timesBeyondFourDigitYearsAreBounded() {
        store.work().add(new Work(WorkKind.HOST_POLL, null, "p", Map.of(), Instant.MIN, Instant.MAX));

        assertThat(leaseOne(NOW).work().notAfter()).isEqualTo(Instant.parse("9999-12-31T23:59:59.999999999Z"));
    }
}
