package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.fake.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitersTest {

    private static CompletableFuture<ApprovalRequest> wait(World world, RequestId id, Duration atMost) {
        return world.gate.requests().await(id, atMost).toCompletableFuture();
    }

    @Test
    void aDecidedRequestIsToldAtOnce() {
        var world = new World();
        assertThat(wait(world, world.approved(), Duration.ofMinutes(1))).isCompleted();
        assertThat(world.gate.waiting()).isZero();
    }

    @Test
    void whoeverWaitsIsToldTheEndAndNotEveryVote() {
        var world = new World(PolicyBuilder.production().count(2));
        RequestId id = world.open();
        var waiter = wait(world, id, Duration.ofMinutes(1));
        world.approve(id, Roles.APPROVER_1);
        await().until(() -> world.gate.waiting() == 1);
        assertThat(waiter).isNotDone();
        world.approve(id, Roles.APPROVER_2);
        assertThat(waiter)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(request -> assertThat(request.isPending()).isFalse());
        await().until(() -> world.gate.waiting() == 0);
    }

    @Test
    void whoeverWaitedLongEnoughIsToldHowItStands() {
        var world = new World();
        RequestId id = world.open();
        assertThat(wait(world, id, Duration.ofMillis(20)))
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(request -> assertThat(request.isPending()).isTrue());
        assertThat(wait(world, id, Duration.ZERO)).isCompleted();
        await().until(() -> world.gate.waiting() == 0);
    }

    @Test
    void nobodyWaitsForARequestThatIsNotThere() {
        var world = new World();
        var none = new RequestId("req_" + "0".repeat(26));
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> wait(world, none, Duration.ofMinutes(1)))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.REQUEST_NOT_FOUND);
        assertThat(world.gate.waiting()).isZero();
    }

    @Test
    void oneCallerWaitsForTheFirstOfMany() {
        var world = new World();
        RequestId first = world.open();
        String issuer =
                world.gate.requests().find(first).ask().requester().workload().issuer();
        var waiter = world.gate
                .requests()
                .awaitFirst(issuer, Set.of(first), Duration.ofMinutes(1))
                .toCompletableFuture();
        assertThat(waiter).isNotDone();
        assertThat(world.gate.waiting()).isEqualTo(1);

        world.approve(first, Roles.APPROVER_1);

        assertThat(waiter).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Set.of(first));
        await().until(() -> world.gate.waiting() == 0);
    }

    @Test
    void threat01_whoAsksForAnothersRequestLearnsNothing() {
        var world = new World();
        RequestId foreign = world.open();
        var none = new RequestId("req_" + "0".repeat(26));

        assertThat(world.gate
                        .requests()
                        .awaitFirst("https://elsewhere.example", Set.of(foreign, none), Duration.ofMinutes(1))
                        .toCompletableFuture())
                .isCompletedWithValue(Set.of(foreign, none));
        assertThat(world.gate.waiting()).isZero();
    }

    @Test
    void whoeverWaitedLongEnoughForManyIsToldOfNone() {
        var world = new World();
        RequestId id = world.open();
        String issuer =
                world.gate.requests().find(id).ask().requester().workload().issuer();

        assertThat(world.gate
                        .requests()
                        .awaitFirst(issuer, Set.of(id), Duration.ofMillis(20))
                        .toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(Set.of());
        await().until(() -> world.gate.waiting() == 0);
    }

    /** Callers come and go while another registers: whoever is registered must hear of the end. */
    @Test
    void noWakeUpIsLostBetweenThoseWhoComeAndThoseWhoGo() throws Exception {
        for (int round = 0; round < 50; round++) {
            var world = new World();
            RequestId id = world.open();
            var tasks = new ArrayList<Callable<CompletableFuture<ApprovalRequest>>>();
            for (int i = 0; i < 4; i++) {
                tasks.add(() -> {
                    for (int j = 0; j < 50; j++) {
                        assertThat(wait(world, id, Duration.ZERO)).isCompleted();
                    }
                    return wait(world, id, Duration.ofMinutes(5));
                });
            }
            List<CompletableFuture<ApprovalRequest>> waiting = Threads.together(tasks);
            world.approve(id, Roles.APPROVER_1);
            for (CompletableFuture<ApprovalRequest> waiter : waiting) {
                assertThat(waiter.get(10, TimeUnit.SECONDS).isPending()).isFalse();
            }
        }
    }
}
