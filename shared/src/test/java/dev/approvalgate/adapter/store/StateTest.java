package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.gate.port.HostTokenStore.SealedToken;
import dev.approvalgate.gate.port.Inbox.Message;
import dev.approvalgate.gate.port.SigningKeyStore.StoredKey;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Inbox, tickets, keys, and tokens of hosts. */
class StateTest extends StoreTestCase {

    private static final Message MESSAGE =
            new Message("github", "guid-1", "deployment_protection_rule", "{\"a\":\"\u00e4\"}", Samples.NOON);
    private static final Work WORK = new Work(
            WorkKind.HOST_DELIVERY, null, null, Map.of("id", "guid-1"), Samples.NOON, Samples.NOON.plusSeconds(60));

    @Test
    void aMessageIsAcceptedOnce_withItsWork() throws Exception {
        List<Callable<Boolean>> deliveries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            deliveries.add(() -> store.inbox().accept(MESSAGE, WORK));
        }
        assertThat(together(deliveries)).containsOnlyOnce(true);

        reopen();

        assertThat(store.inbox().find("github", "guid-1")).contains(MESSAGE);
        assertThat(store.inbox().find("slack", "guid-1")).isEmpty();
        assertThat(store.inbox().isCompleted("github", "guid-1")).isFalse();
        assertThat(store.work().size()).isEqualTo(1);
    }

    @Test
    void aMessageThatWasDealtWithIsRemembered_withoutItsBody() {
        store.inbox().accept(MESSAGE, WORK);
        store.inbox().completed("github", "guid-1", Samples.NOON);

        assertThat(store.inbox().isCompleted("github", "guid-1")).isTrue();
        assertThat(store.inbox().find("github", "guid-1")).isEmpty();
        assertThat(store.inbox().accept(MESSAGE, WORK)).isFalse();
        assertThat(store.work().size()).isEqualTo(1);
    }

    @Test
    void aTokenOfTheHostIsKeptUntilItIsErased() {
        byte[] sealed = {1, 2, 3};
        store.hostTokens().put(new SealedToken("t1", "req_1", sealed, Samples.NOON.plusSeconds(3600)));
        store.hostTokens().put(new SealedToken("t2", "req_1", new byte[] {4}, Samples.NOON));

        reopen();
        store.hostTokens().erase("t2");
        store.hostTokens().erase("t2");

        assertThat(store.hostTokens().find("t2")).isEmpty();
        assertThat(store.hostTokens().find("t1")).hasValueSatisfying(kept -> {
            assertThat(kept.sealed()).isEqualTo(sealed);
            assertThat(kept.request()).isEqualTo("req_1");
            assertThat(kept.expiresAt()).isEqualTo(Samples.NOON.plusSeconds(3600));
        });
    }

    @Test
    void aTicketIsUsedOnce() throws Exception {
        store.tickets().issue("dialog", "t", Map.of("request", "r"), Samples.NOON.plusSeconds(10));
        assertThat(store.tickets().peek("dialog", "t", Samples.NOON)).contains(Map.of("request", "r"));
        assertThat(store.tickets().redeem("other", "t", Samples.NOON)).isEmpty();

        List<Callable<Boolean>> uses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            uses.add(() -> store.tickets().redeem("dialog", "t", Samples.NOON).isPresent());
        }

        assertThat(together(uses)).containsOnlyOnce(true);
        assertThat(store.tickets().peek("dialog", "t", Samples.NOON)).isEmpty();
    }

    @Test
    void anExpiredTicketIsNone() {
        store.tickets().issue("code", "t", Map.of(), Samples.NOON.plusSeconds(10));

        assertThat(store.tickets().peek("code", "t", Samples.NOON.plusSeconds(10)))
                .isEmpty();
        assertThat(store.tickets().redeem("code", "t", Samples.NOON.plusSeconds(10)))
                .isEmpty();
        assertThat(store.tickets().redeem("code", "t", Samples.NOON.plusSeconds(9)))
                .isPresent();
    }

    @Test
    void keysAreKeptOldestFirst_andNeverReplaced() {
        var older = new StoredKey("b", "ES256", "{}", new byte[] {1, 2}, Samples.NOON);
        var newer = new StoredKey("a", "RS256", "{}", new byte[] {3}, Samples.NOON.plusNanos(1));
        store.signingKeys().add(newer);
        store.signingKeys().add(older);
        store.signingKeys().add(new StoredKey("b", "ES256", "{}", new byte[] {9}, Samples.NOON));

        reopen();

        assertThat(store.signingKeys().all()).containsExactly(older, newer);
    }
}
