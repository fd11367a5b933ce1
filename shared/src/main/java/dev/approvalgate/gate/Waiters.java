package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.gate.port.RequestIndex;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Callers that wait for a request to settle. Nothing is persisted and no thread is held; a caller registers first and reads
 * afterwards, so that no settlement falls between the two.
 */
final class Waiters {

    /** One caller; equal only to itself. */
    private static final class Waiter {
        private final CompletableFuture<Boolean> signal = new CompletableFuture<>();
    }

    private final Journal journal;
    private final RequestIndex index;
    private final Map<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();

    Waiters(Journal journal, RequestIndex index) {
        this.journal = journal;
        this.index = index;
    }

    /** Called after a commit to a stream; must not run callers' code on the store's thread. */
    void committed(String stream) {
        Set<Waiter> waiters = waiting.get(stream);
        if (waiters != null) {
            waiters.forEach(waiter -> waiter.signal.completeAsync(() -> true));
        }
    }

    CompletionStage<ApprovalRequest> await(RequestId id, Duration atMost) {
        return awaitUntil(id, System.nanoTime() + atMost.toNanos());
    }

    private CompletionStage<ApprovalRequest> awaitUntil(RequestId id, long nanoTime) {
        var waiter = new Waiter();
        register(id, waiter);
        boolean keep = false;
        try {
            ApprovalRequest request = journal.request(id);
            long left = nanoTime - System.nanoTime();
            if (!request.isPending() || left <= 0) {
                return CompletableFuture.completedFuture(request);
            }
            keep = true;
            return waiter.signal
                    .completeOnTimeout(false, left, TimeUnit.NANOSECONDS)
                    .thenComposeAsync(fired -> {
                        forget(id, waiter);
                        return awaitUntil(id, nanoTime);
                    });
        } finally {
            if (!keep) {
                forget(id, waiter);
            }
        }
    }

    /** One look at the index tells of all; most commits to a stream are votes that settle nothing. */
    CompletionStage<Set<RequestId>> awaitFirst(String issuer, Set<RequestId> ids, Duration atMost) {
        return firstUntil(issuer, Set.copyOf(ids), System.nanoTime() + atMost.toNanos());
    }

    private CompletionStage<Set<RequestId>> firstUntil(String issuer, Set<RequestId> ids, long nanoTime) {
        var waiter = new Waiter();
        boolean keep = false;
        ids.forEach(id -> register(id, waiter));
        try {
            Set<RequestId> settled = new HashSet<>(ids);
            index.pendingOf(issuer).forEach(settled::remove);
            long left = nanoTime - System.nanoTime();
            if (!settled.isEmpty() || ids.isEmpty() || left <= 0) {
                return CompletableFuture.completedFuture(settled);
            }
            keep = true;
            return waiter.signal
                    .completeOnTimeout(false, left, TimeUnit.NANOSECONDS)
                    .thenComposeAsync(fired -> {
                        ids.forEach(id -> forget(id, waiter));
                        return firstUntil(issuer, ids, nanoTime);
                    });
        } finally {
            if (!keep) {
                ids.forEach(id -> forget(id, waiter));
            }
        }
    }

    /** Atomic with {@link #forget}: a waiter must never be added to a set that has just been dropped. */
    private void register(RequestId id, Waiter waiter) {
        waiting.compute(id.value(), (key, waiters) -> {
            Set<Waiter> all = waiters == null ? ConcurrentHashMap.newKeySet() : waiters;
            all.add(waiter);
            return all;
        });
    }

    private void forget(RequestId id, Waiter waiter) {
        waiting.computeIfPresent(id.value(), (key, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }

    /** {@return how many callers wait} */
    int size() {
        return waiting.values().stream().mapToInt(Set::size).sum();
    }
}
