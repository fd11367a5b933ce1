package dev.approvalgate.gate.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.fake.MemoryStore;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.port.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkLoopTest {

    private final MutableClock clock = new MutableClock();
    private final WorkQueue queue = new MemoryStore(clock).work();

    private static final class Handler implements WorkHandler {
        private final Consumer<WorkItem> what;
        private final List<WorkItem> given = new CopyOnWriteArrayList<>();
        private final List<GateException> givenUp = new CopyOnWriteArrayList<>();

        Handler(Consumer<WorkItem> what) {
            this.what = what;
        }

        @Override
        public WorkKind kind() {
            return WorkKind.PUBLISH;
        }

        @Override
        public void handle(WorkItem item) {
            given.add(item);
            what.accept(item);
        }

        @Override
        public void giveUp(WorkItem item, GateException last) {
            givenUp.add(last);
        }
    }

    private Work work(WorkKind kind, @Nullable String key) {
        Instant now = clock.instant();
        return new Work(kind, "r", key, Map.of(), now, now.plus(Duration.ofMinutes(10)));
    }

    private WorkLoop loop(WorkQueue table, WorkHandler handler) {
        return new WorkLoop(table, List.of(handler), clock, new Random(1), 2, WorkObserver.NONE);
    }

    private Drain drain(WorkHandler handler) {
        return new Drain(queue, List.of(handler), clock);
    }

    private static void fail(ReasonCode reason) {
        throw new GateException(reason, "told to fail");
    }

    @Test
    void doesWhatIsDueAndWhatIsAddedLater() {
        var handler = new Handler(item -> {});
        queue.add(work(WorkKind.PUBLISH, null));
        try (var loop = loop(queue, handler)) {
            loop.start();
            await().until(() -> handler.given.size() == 1 && queue.size() == 0);
            queue.add(work(WorkKind.PUBLISH, null));
            loop.wake();
            await().until(() -> handler.given.size() == 2 && queue.size() == 0);
        }
    }

    @Test
    void leavesAloneWhatIsNotDue() {
        var handler = new Handler(item -> {});
        Instant later = clock.instant().plusSeconds(10);
        queue.add(new Work(WorkKind.PUBLISH, null, null, Map.of(), later, later.plusSeconds(10)));
        assertThat(drain(handler).all()).isZero();
        clock.set(later);
        assertThat(drain(handler).all()).isEqualTo(1);
    }

    @Test
    void backsOffByDoublingUpToAMinute() {
        var backoff = new Backoff(new Random(7));
        for (int attempt = 1; attempt < 100; attempt++) {
            double base = Math.min(500 * Math.pow(2, attempt - 1), 60_000);
            assertThat(backoff.after(attempt).toMillis()).isBetween((long) (base * 0.8) - 1, (long) (base * 1.2) + 1);
        }
    }

    @Test
    void triesAgainWhatMayWorkLaterAndGivesUpWhatNeverWill() {
        for (ReasonCode reason : ReasonCode.values()) {
            var store = new MemoryStore(clock);
            var handler = new Handler(item -> fail(reason));
            store.work().add(work(WorkKind.PUBLISH, null));
            new Drain(store.work(), List.of(handler), clock).all();
            boolean later = reason == ReasonCode.CONFLICT
                    || List.of(ReasonCode.Kind.UNAVAILABLE, ReasonCode.Kind.LIMITED, ReasonCode.Kind.FAULT)
                            .contains(reason.kind());
            assertThat(store.work().size()).as(reason.code()).isEqualTo(later ? 1 : 0);
            assertThat(handler.givenUp).as(reason.code()).hasSize(later ? 0 : 1);
        }
    }

    @Test
    void aHandlerThatFailsUnexpectedlyIsTriedAgain() {
        var failures = new AtomicInteger(2);
        var handler = new Handler(item -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("a defect");
            }
        });
        queue.add(work(WorkKind.PUBLISH, null));
        drain(handler).all();
        clock.step(Duration.ofMinutes(1));
        drain(handler).all();
        clock.step(Duration.ofMinutes(1));
        drain(handler).all();
        assertThat(handler.given).extracting(WorkItem::attempts).containsExactly(1, 2, 3);
        assertThat(handler.given.get(1).lastError()).contains("internal", "IllegalStateException");
        assertThat(queue.size()).isZero();
    }

    @Test
    void givesUpWhenTheTimeIsOverWithTheLastError() {
        var handler = new Handler(item -> fail(ReasonCode.HOST_UNREACHABLE));
        queue.add(work(WorkKind.PUBLISH, null));
        drain(handler).all();
        clock.step(Duration.ofMinutes(10).plusNanos(1));
        drain(handler).all();
        assertThat(handler.given).hasSize(1);
        assertThat(handler.givenUp).singleElement().satisfies(last -> {
            assertThat(last.reason()).isEqualTo(ReasonCode.DEADLINE_PASSED);
            assertThat(last.getMessage()).isEqualTo("host_unreachable: told to fail");
        });
        assertThat(queue.size()).isZero();
    }

    @Test
    void waitsAtLeastAsLongAsTheOtherSideAsks() {
        var handler = new Handler(item -> {
            throw new RetryLater(ReasonCode.CHANNEL_UNREACHABLE, "429", Duration.ofMinutes(5));
        });
        queue.add(work(WorkKind.PUBLISH, null));
        drain(handler).all();
        assertThat(queue.nextDue()).contains(clock.instant().plus(Duration.ofMinutes(5)));
    }

    @Test
    void workThatNobodyDoesIsGivenUpLoudly() {
        var seen = new CopyOnWriteArrayList<GateException>();
        var observer = new WorkObserver() {
            @Override
            public void givenUp(WorkItem item, GateException why) {
                seen.add(why);
            }
        };
        queue.add(work(WorkKind.REMIND, null));
        new Drain(queue, List.of(new Handler(item -> {})), clock, observer).all();
        assertThat(seen).extracting(GateException::reason).containsExactly(ReasonCode.INTERNAL);
    }

    @Test
    void workOfADeadProcessIsDueAtOnceAfterAStartAndAfterItsLeaseElsewhere() {
        queue.add(work(WorkKind.PUBLISH, null));
        assertThat(queue.lease(clock.instant(), Duration.ofMinutes(2), 10)).hasSize(1);
        var handler = new Handler(item -> {});
        assertThat(drain(handler).all()).isZero();
        clock.step(Duration.ofMinutes(2));
        assertThat(queue.lease(clock.instant(), Duration.ofMinutes(2), 10)).hasSize(1);
        try (var loop = loop(queue, handler)) {
            loop.start();
            await().until(() -> queue.size() == 0);
        }
        assertThat(handler.given).extracting(WorkItem::attempts).containsExactly(3);
    }

    @Test
    void closingWaitsForWhatIsBeingDoneAndTakesNothingNew() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var ended = new AtomicInteger();
        var handler = new Handler(item -> {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            ended.incrementAndGet();
        });
        queue.add(work(WorkKind.PUBLISH, null));
        var loop = loop(queue, handler);
        loop.start();
        begun.await();
        var closing = new Thread(loop::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        assertThat(ended).hasValue(0);
        queue.add(work(WorkKind.PUBLISH, null));
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("gate-work")));
        mayEnd.countDown();
        closing.join(20_000);
        assertThat(ended).hasValue(1);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void outlivesATableThatCannotBeReadForAWhile() {
        var failures = new AtomicInteger(2);
        var flaky = new FlakyQueue(queue, failures);
        var handler = new Handler(item -> {});
        queue.add(work(WorkKind.PUBLISH, null));
        try (var loop = loop(flaky, handler)) {
            loop.start();
            await().until(() -> queue.size() == 0);
        }
        assertThat(handler.given).hasSize(1);
        assertThat(failures).hasNonPositiveValue();
    }

    @Test
    void doesManyThingsWithFewWorkersAndEachOnce() {
        var handler = new Handler(item -> {});
        for (int i = 0; i < 500; i++) {
            queue.add(work(WorkKind.PUBLISH, "key-" + i));
        }
        try (var loop = loop(queue, handler)) {
            loop.start();
            await().until(() -> queue.size() == 0);
        }
        assertThat(handler.given)
                .extracting(WorkItem::id)
                .doesNotHaveDuplicates()
                .hasSize(500);
    }

    @Test
    void refusesTwoHandlersForOneKind() {
        var handler = new Handler(item -> {});
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new WorkLoop(queue, List.of(handler, handler), clock, new Random(1), 1, WorkObserver.NONE)
                                .close());
    }

    /** Fails to lease a number of times. */
    private record FlakyQueue(WorkQueue real, AtomicInteger failures) implements WorkQueue {
        @Override
        public List<WorkItem> lease(Instant now, Duration lease, int limit) {
            if (failures.getAndDecrement() > 0) {
                throw new GateException(ReasonCode.STORE_FAILED, "told to fail");
            }
            return real.lease(now, lease, limit);
        }

        @Override
        public void add(Work work) {
            real.add(work);
        }

        @Override
        public void reclaim() {
            real.reclaim();
        }

        @Override
        public void done(WorkItem item) {
            real.done(item);
        }

        @Override
        public void retry(WorkItem item, Instant dueAt, String error) {
            real.retry(item, dueAt, error);
        }

        @Override
        public java.util.Optional<Instant> nextDue() {
            return real.nextDue();
        }

        @Override
        public List<WorkItem> of(String request) {
            return real.of(request);
        }

        @Override
        public int size() {
            return real.size();
        }
    }
}
