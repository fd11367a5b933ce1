package dev.approvalgate.adapter.store;

import static dev.approvalgate.adapter.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.gate.port.TokenIndex.Changes;
import dev.approvalgate.gate.token.LiveTokens;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store tells of tokens: those that live, and what has become of them since. */
class TokenIndexTest extends StoreTestCase {

    private static final RequestId ID = Samples.id(1);

    @BeforeEach
    void openRequest() {
        commit(ID.value(), 0, Samples.opened(ID, Samples.binding("7", Samples.PRODUCTION, "a")));
    }

    private void add(DomainEvent... events) {
        commit(ID.value(), store.events().read(ID.value()).version(), events);
    }

    @Test
    void aTokenIsTheRequestsAndSaysWhatItIsGoodFor() {
        add(Samples.minted("t1", NOON));

        LiveToken token = store.tokens().live(NOON).minted().get(0);

        assertThat(token.id()).isEqualTo("t1");
        assertThat(token.hash()).isEqualTo(Sha256.of("t1"));
        assertThat(token.request()).isEqualTo(Samples.id(1));
        assertThat(token.identity()).isEqualTo("payments-deploy");
        assertThat(token.environment().key()).isEqualTo("production");
        assertThat(token.action().name()).isEqualTo("deploy");
        assertThat(token.scopes()).containsExactly("deploy:payments");
        assertThat(token.audience()).isEqualTo("https://deploy.example.com");
        assertThat(token.confirmation()).isNull();
    }

    @Test
    void theDeadAndTheExpiredDoNotLive() {
        add(Samples.minted("t1", NOON), Samples.minted("t2", NOON), Samples.minted("t3", NOON.minusSeconds(3600)));
        add(new TokenEvent.Revoked("t1", DeathCause.RETRIED, NOON));

        assertThat(store.tokens().live(NOON).minted()).extracting(LiveToken::id).containsExactly("t2");
    }

    @Test
    void whatHappenedSinceIsToldOnce() {
        add(Samples.minted("t1", NOON));
        Changes first = store.tokens().live(NOON);
        add(Samples.minted("t2", NOON), new TokenEvent.Revoked("t1", DeathCause.RETRIED, NOON));

        Changes second = store.tokens().since(first.position());

        assertThat(second.minted()).extracting(LiveToken::id).containsExactly("t2");
        assertThat(second.deaths()).containsOnlyKeys("t1").containsEntry("t1", DeathCause.RETRIED);
        assertThat(second.position()).isEqualTo(store.ledger().size());
        Changes third = store.tokens().since(second.position());
        assertThat(third.minted()).isEmpty();
        assertThat(third.deaths()).isEmpty();
    }

    @Test
    void aTokenIsFoundWhateverBecameOfIt() {
        add(Samples.minted("t1", NOON), new TokenEvent.Revoked("t1", DeathCause.RUN_ENDED, NOON));

        assertThat(store.tokens().find("t1"))
                .hasValueSatisfying(entry -> assertThat(entry.death()).contains(DeathCause.RUN_ENDED));
        assertThat(store.tokens().find("t9")).isEmpty();
    }

    @Test
    void aSecondDeathChangesNothing() {
        add(Samples.minted("t1", NOON), new TokenEvent.Revoked("t1", DeathCause.MISUSED, NOON));
        long position = store.ledger().size();
        add(new TokenEvent.Revoked("t1", DeathCause.RUN_ENDED, NOON));

        assertThat(store.tokens().since(position).deaths()).isEmpty();
        assertThat(store.tokens().find("t1").orElseThrow().death()).contains(DeathCause.MISUSED);
    }

    /** As in another process, which hears of no commit and has to look. */
    @Test
    void threat20_whoeverReadsTheSameStoreElsewhereKnowsOfADeathWithinTwoSeconds() {
        var nanos = new AtomicLong();
        var here = new LiveTokens(store.tokens(), CLOCK, nanos::get);
        store.events().onCommit(here);
        var there = new LiveTokens(store.tokens(), CLOCK, nanos::get);
        add(Samples.minted("t1", NOON));
        there.poll();
        assertThat(here.find("t1")).isPresent();
        assertThat(there.find("t1")).isPresent();
        add(new TokenEvent.Revoked("t1", DeathCause.APPROVAL_REVOKED, NOON));

        assertThat(here.find("t1")).isEmpty();
        assertThat(there.find("t1")).isPresent();
        nanos.addAndGet(LiveTokens.STALE.toNanos() + 1);
        assertThat(there.find("t1")).isEmpty();
    }
}
