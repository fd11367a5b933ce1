package io.jenkins.plugins.approvalgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWaitTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private record Made(List<String> requests, CompletableFuture<Set<String>> answer) {}

    private final List<Made> calls = new CopyOnWriteArrayList<>();
    private final SharedWait waits = new SharedWait((requests, wait) -> {
        var made = new Made(requests, new CompletableFuture<>());
        calls.add(made);
        return made.answer();
    });

    @AfterEach
    void close() {
        waits.close();
    }

    private Made last() {
        return calls.get(calls.size() - 1);
    }

    private void awaitCallFor(int requests) {
        await().until(() -> !calls.isEmpty() && last().requests().size() == requests);
    }

    @Test
    void oneCallWaitsForAllAndEndsForThoseThatAreSettled() {
        CompletableFuture<Boolean> first = waits.join("a", LONG);
        awaitCallFor(1);
        Made alone = last();
        CompletableFuture<Boolean> second = waits.join("b", LONG);
        awaitCallFor(2);
        assertThat(alone.answer()).isCancelled();

        last().answer().complete(Set.of("a"));

        assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
        awaitCallFor(1);
        assertThat(last().requests()).containsExactly("b");
        assertThat(second).isNotDone();
    }

    @Test
    void whoWaitsIsToldThatTheServerIsAwayAndThatItIsBack() {
        var down = new GateException(ReasonCode.SERVER_UNREACHABLE, "down");
        CompletableFuture<Boolean> waiting = waits.join("a", LONG);
        awaitCallFor(1);
        last().answer().completeExceptionally(down);

        assertThat(waiting)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCause(down);

        CompletableFuture<Boolean> again = waits.join("a", LONG);
        await().until(() -> calls.size() == 2);
        last().answer().complete(Set.of());

        assertThat(again).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(false);
    }

    @Test
    void whoHasWaitedLongEnoughLooksAgain() {
        assertThat(waits.join("a", Duration.ofMillis(20)))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(false);
    }

    @Test
    void moreThanOneCallTakesHaveTheirTurn() {
        List<CompletableFuture<Boolean>> all = IntStream.range(0, 2_001)
                .mapToObj(i -> waits.join("r" + i, LONG))
                .toList();
        awaitCallFor(2_000);
        List<String> before = last().requests();
        last().answer().complete(Set.of());

        await().until(() -> !last().requests().equals(before));
        assertThat(last().requests()).contains("r2000");
        assertThat(all).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void whoWaitsLooksAgainWhenTheGateIsSetUpAnew() {
        CompletableFuture<Boolean> waiting = waits.join("a", LONG);

        waits.close();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }
}
