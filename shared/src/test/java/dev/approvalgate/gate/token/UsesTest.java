package dev.approvalgate.gate.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.domain.token.TokenEvent.Used;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.World;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.token.Uses.Use;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What tokens were used for. */
class UsesTest {

    private static final Use DEPLOY = new Use("payments", "POST", "/deploy/**");
    private static final Use STATUS = new Use("payments", "GET", "/status");

    private final World world = new World();
    private final AtomicLong nanos = new AtomicLong();
    private final Uses uses = uses(10);
    private final LiveToken token;

    UsesTest() {
        world.approved();
        String id = world.redeem(FakeIdentity.deploy()).id();
        token = world.store.tokens().find(id).orElseThrow().token();
    }

    private Uses uses(int room) {
        return new Uses(world.store, world.clock, nanos::get, room, Duration.ofMinutes(1));
    }

    private List<Used> recorded() {
        return world.store.eventsOf(Uses.stream(token.id()), Used.class);
    }

    private static void assertUnrecorded(Runnable use) {
        assertThat(catchThrowableOfType(GateException.class, use::run).reason()).isEqualTo(ReasonCode.USE_UNRECORDED);
    }

    private Used used(Use use, int count, int from, int to) {
        return new Used(
                token.id(),
                token.request(),
                token.identity(),
                use.target(),
                use.method(),
                use.pattern(),
                count,
                world.clock.instant().plusSeconds(from),
                world.clock.instant().plusSeconds(to));
    }

    @Test
    void theFirstUseIsDurableBeforeItIsAllowed() {
        uses.record(token, DEPLOY);

        assertThat(recorded()).containsExactly(used(DEPLOY, 1, 0, 0));
        assertThat(world.store.read(token.request().value()).events()).doesNotHaveAnyElementsOfTypes(Used.class);
    }

    @Test
    void aFirstUseThatCannotBeRecordedIsRefused_andTheNextOneIsTheFirst() {
        world.store.failNextCommits(1);

        assertUnrecorded(() -> uses.record(token, DEPLOY));
        assertThat(recorded()).isEmpty();
        uses.record(token, DEPLOY);

        assertThat(recorded()).hasSize(1);
    }

    @Test
    void aStoreThatStallsDoesNotHoldUpItsCallers() {
        var stalled = new CountDownLatch(1);
        world.store.beforeCommit(commit -> await(stalled));
        var hasty = new Uses(world.store, world.clock, nanos::get, 10, Duration.ofMillis(20));

        assertUnrecorded(() -> hasty.record(token, DEPLOY));
        assertThat(recorded()).isEmpty();

        stalled.countDown();
        world.store.beforeCommit(commit -> {});
        uses.record(token, DEPLOY);
        assertThat(recorded()).isNotEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void laterUsesAreCountedAndWrittenTogether() {
        uses.record(token, DEPLOY);
        uses.record(token, DEPLOY);
        world.clock.step(Duration.ofSeconds(1));
        uses.record(token, STATUS);
        uses.record(token, DEPLOY);
        assertThat(recorded()).hasSize(1);
        assertThat(uses.waiting()).isEqualTo(2);

        uses.flush();

        assertThat(recorded()).containsExactly(used(DEPLOY, 1, -1, -1), used(DEPLOY, 2, -1, 0), used(STATUS, 1, 0, 0));
        assertThat(uses.waiting()).isZero();
        uses.flush();
        assertThat(recorded()).hasSize(3);
    }

    @Test
    void aFullBufferRefuses_andHasRoomAgainOnceItIsWritten() {
        Uses small = uses(1);
        small.record(token, DEPLOY);
        small.record(token, DEPLOY);

        assertUnrecorded(() -> small.record(token, STATUS));
        small.record(token, DEPLOY);
        small.flush();
        small.record(token, STATUS);
        small.flush();

        assertThat(recorded()).extracting(Used::count).containsExactly(1, 2, 1);
    }

    @Test
    void aFailingBufferRefuses_losesNothing_andRecovers() {
        uses.record(token, DEPLOY);
        uses.record(token, DEPLOY);
        world.store.failNextCommits(1);

        assertUnrecorded(uses::flush);
        assertUnrecorded(() -> uses.record(token, DEPLOY));
        uses.flush();
        uses.record(token, DEPLOY);
        uses.flush();

        assertThat(recorded()).extracting(Used::count).containsExactly(1, 1, 1);
    }

    @Test
    void whatIsUsedWhileAWriteFailsIsAddedToWhatCouldNotBeWritten() {
        Uses small = uses(2);
        small.record(token, DEPLOY);
        small.record(token, DEPLOY);
        world.store.beforeCommit(commit -> {
            world.store.beforeCommit(next -> {});
            small.record(token, DEPLOY);
            world.store.failNextCommits(1);
        });

        assertUnrecorded(small::flush);
        assertThat(small.waiting()).isEqualTo(1);
        small.flush();
        small.record(token, DEPLOY);
        small.record(token, STATUS);
        small.flush();

        assertThat(recorded()).extracting(Used::count).containsExactly(1, 2, 1, 1);
    }

    @Test
    void aBufferThatNobodyWritesRefuses() {
        uses.record(token, DEPLOY);
        nanos.addAndGet(Uses.LATEST.plusMillis(1).toNanos());

        assertUnrecorded(() -> uses.record(token, DEPLOY));
        uses.flush();
        uses.record(token, DEPLOY);
    }

    @Test
    void theWallClockDoesNotMatter() {
        uses.record(token, DEPLOY);
        world.clock.step(Duration.ofMinutes(10));

        uses.record(token, DEPLOY);
    }

    @Test
    void anotherReplicasUsesComeInBetween() {
        Uses other = uses(10);
        uses.record(token, DEPLOY);
        other.record(token, DEPLOY);
        uses.record(token, DEPLOY);
        world.store.beforeCommit(commit -> {
            world.store.beforeCommit(next -> {});
            world.store.commit(Commit.of(
                    Uses.stream(token.id()), commit.expectedVersion(), List.of(used(STATUS, 1, 0, 0)), List.of()));
        });
        uses.flush();

        assertThat(recorded()).hasSize(4);
    }

    @Test
    void theEndWritesWhatWasCounted_andRefusesEverythingAfterwards() {
        uses.record(token, DEPLOY);
        uses.record(token, DEPLOY);

        uses.close();

        assertThat(recorded()).hasSize(2);
        assertUnrecorded(() -> uses.record(token, DEPLOY));
    }

    @Test
    void tokensThatHaveExpiredAreForgotten() {
        uses.record(token, DEPLOY);
        uses.record(token, DEPLOY);
        world.clock.step(Duration.ofHours(2));
        uses.flush();
        uses.flush();

        uses.record(token, DEPLOY);

        assertThat(recorded()).as("durable at once, like a first use").hasSize(3);
    }

    @Test
    void usesAtTheSameMomentWaitForTheFirstOneToBeDurable() throws Exception {
        var inCommit = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        world.store.beforeCommit(commit -> {
            inCommit.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        var allowed = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(3);
        try {
            Runnable use = () -> {
                uses.record(token, DEPLOY);
                allowed.incrementAndGet();
            };
            Future<?> first = threads.submit(use);
            inCommit.await();
            Future<?> second = threads.submit(use);
            Future<?> third = threads.submit(use);
            assertThat(allowed).hasValue(0);
            goOn.countDown();
            first.get();
            second.get();
            third.get();
        } finally {
            threads.shutdown();
        }
        uses.flush();

        assertThat(recorded()).extracting(Used::count).containsExactly(1, 2);
    }

    @Test
    void nothingIsLostWhileOthersWrite() throws Exception {
        uses.record(token, DEPLOY);
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < 1_000; i++) {
                var unused = threads.submit(() -> uses.record(token, DEPLOY));
                if (i % 50 == 0) {
                    uses.flush();
                }
            }
        } finally {
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        uses.flush();

        assertThat(recorded().stream().mapToInt(Used::count).sum()).isEqualTo(1_001);
        assertThatThrownBy(() -> used(DEPLOY, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
