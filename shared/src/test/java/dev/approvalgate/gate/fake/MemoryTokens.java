package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.gate.fake.MemoryStore.Logged;
import dev.approvalgate.gate.port.TokenIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The tokens of a {@link MemoryStore}: folds all events at each call. Can be made to fail; counts how often it is read. */
public final class MemoryTokens implements TokenIndex {

    private final MemoryStore store;
    private final AtomicInteger readings = new AtomicInteger();
    private volatile boolean failing;

    MemoryTokens(MemoryStore store) {
        this.store = store;
    }

    /** Makes every reading fail with {@code store_failed}, or work again. */
    public void fail(boolean on) {
        failing = on;
    }

    /** {@return how often it was read} */
    public int readings() {
        return readings.get();
    }

    private List<Logged> log() {
        readings.incrementAndGet();
        if (failing) {
            throw new GateException(ReasonCode.STORE_FAILED, "the store was told to fail");
        }
        return store.log();
    }

    @Override
    public Changes live(Instant now) {
        Changes all = since(0);
        List<LiveToken> living = all.minted().stream()
                .filter(token -> !token.isExpired(now) && !all.deaths().containsKey(token.id()))
                .toList();
        return new Changes(all.position(), living, Map.of());
    }

    @Override
    public Changes since(long position) {
        List<Logged> log = log();
        var minted = new ArrayList<LiveToken>();
        var deaths = new HashMap<String, DeathCause>();
        for (Logged entry : log.subList((int) position, log.size())) {
            if (entry.event() instanceof TokenEvent.Minted token) {
                minted.add(token(entry.stream(), token));
            } else if (entry.event() instanceof TokenEvent.Revoked revoked) {
                deaths.put(revoked.id(), revoked.cause());
            }
        }
        return new Changes(log.size(), minted, deaths);
    }

    @Override
    public Optional<Entry> find(String id) {
        Changes all = since(0);
        return all.minted().stream()
                .filter(token -> token.id().equals(id))
                .findFirst()
                .map(token -> new Entry(token, Optional.ofNullable(all.deaths().get(id))));
    }

    private LiveToken token(String stream, TokenEvent.Minted minted) {
        Ask ask = ApprovalRequest.of(store.read(stream).events()).ask();
        String identity = ask.requester().identity();
        return new LiveToken(
                minted.id(),
                minted.token(),
                ask.id(),
                minted.job(),
                identity == null ? "" : identity,
                ask.environment(),
                ask.change().binding().action(),
                minted.scopes(),
                minted.audience(),
                minted.keyId(),
                minted.expiresAt(),
                minted.confirmation());
    }
}
