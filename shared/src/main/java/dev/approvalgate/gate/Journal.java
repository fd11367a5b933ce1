package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenGrant;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.EventStore.VersionConflict;
import dev.approvalgate.gate.work.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Loads, decides, commits at the version that the decision was based on, and starts again where somebody else was faster. No lock is
 * held and no transaction is open while a decision is made, so a decision may look things up.
 */
final class Journal {

    /** So many losses in a row mean a defect, not a race: each loss is somebody else's success on the same request. */
    private static final int TRIES = 50;

    private final EventStore store;

    Journal(EventStore store) {
        this.store = store;
    }

    /**
     * What was decided.
     *
     * @param commit what to store; empty where there is nothing to
     * @param result what to tell the caller once it is stored
     */
    record Step<T>(Optional<Commit> commit, T result) {
        static <T> Step<T> nothing(T result) {
            return new Step<>(Optional.empty(), result);
        }

        static <T> Step<T> store(Commit commit, T result) {
            return new Step<>(Optional.of(commit), result);
        }
    }

    <T> T decide(RequestId id, Function<History, Step<T>> decision) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            History history = load(id);
            Step<T> step = decision.apply(history);
            if (step.commit().isEmpty()) {
                return step.result();
            }
            try {
                store.commit(HostDeaths.following(history, step.commit().get()));
                return step.result();
            } catch (VersionConflict lost) {
                // Somebody else's event came first; it may change the answer, so decide again.
            }
        }
        throw new GateException(ReasonCode.CONFLICT, "request " + id + " changes too fast; try again");
    }

    /**
     * Ends a token, and with it what the host accepts.
     *
     * @param orders who ordered that, where somebody did; recorded before it
     * @return whether it lived until now
     */
    boolean endToken(RequestId id, String token, DeathCause cause, List<? extends DomainEvent> orders, Instant now) {
        return decide(id, history -> {
            boolean lives = TokenGrant.of(history.events()).unrevoked().stream()
                    .anyMatch(one -> one.id().equals(token));
            var events = new ArrayList<DomainEvent>(orders);
            events.add(new TokenEvent.Revoked(token, cause, now));
            return lives
                    ? Step.store(Commit.of(id.value(), history.version(), events, List.<Work>of()), true)
                    : Step.nothing(false);
        });
    }

    History load(RequestId id) {
        History history = store.read(id.value());
        if (history.isEmpty()) {
            throw new GateException(ReasonCode.REQUEST_NOT_FOUND, "there is no request " + id);
        }
        return history;
    }

    ApprovalRequest request(RequestId id) {
        return ApprovalRequest.of(load(id).events());
    }
}
