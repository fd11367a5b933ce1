package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.policy.GitHubTerms;
import dev.approvalgate.gate.port.HostTokenStore;
import dev.approvalgate.gate.port.HostTokenStore.SealedToken;
import dev.approvalgate.gate.port.HostTokens;
import dev.approvalgate.gate.port.KeyVault;
import dev.approvalgate.gate.port.WorkQueue;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the CI host for approved jobs: minted there, kept here sealed until they are dead, revoked there. A token that nobody was
 * given after all, because its record could not be stored, is looked at a minute later and revoked too.
 */
public final class HostGrants {

    /** Whoever mints has recorded it by then. */
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** So long GitHub lets such a token live by itself, and a minute, after which it says itself that the token is dead. */
    private static final Duration LIFE = Duration.ofMinutes(61);

    private static final String TOKEN = "token";

    private final @Nullable HostTokens host;
    private final HostTokenStore store;
    private final KeyVault vault;
    private final WorkQueue work;
    private final Clock clock;

    /**
     * Keeps the tokens of one host.
     *
     * @param host mints and revokes; {@code null} where there is none
     * @param store where they lie until they are dead
     * @param vault seals them
     * @param work where it is planned to revoke them
     * @param clock the time
     */
    public HostGrants(@Nullable HostTokens host, HostTokenStore store, KeyVault vault, WorkQueue work, Clock clock) {
        this.host = host;
        this.store = store;
        this.vault = vault;
        this.work = work;
        this.clock = clock;
    }

    /**
     * {@return who accepts the tokens}
     *
     * @throws GateException with {@code installation_token_not_allowed} where there is no host
     */
    public String audience() {
        return host().audience();
    }

    /**
     * Has a token minted, and its end planned before anybody gets it.
     *
     * @param id the id under which it is recorded
     * @throws GateException as {@link HostTokens#mint} does, or with {@code store_failed}; nobody has the token then
     */
    public HostTokens.Minted mint(Ask ask, GitHubTerms terms, String id) {
        HostTokens.Minted minted = host().mint(ask.host(), terms);
        try {
            Instant now = clock.instant();
            work.add(revocation(ask.id(), id, now, now.plus(LOOK)));
            byte[] sealed = vault.seal(minted.value().revealBytes(), context(id));
            store.put(new SealedToken(id, ask.id().value(), sealed, minted.expiresAt()));
        } catch (RuntimeException e) {
            abandon(minted.value(), e);
            throw e;
        }
        return minted;
    }

    /** Nobody will know of it any more. */
    private void abandon(Secret token, RuntimeException cause) {
        try {
            host().revoke(token);
        } catch (GateException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * {@return the work by which a token is revoked}
     *
     * @param token its id
     * @param mintedAt when it was minted
     * @param dueAt when to revoke it
     */
    public static Work revocation(RequestId request, String token, Instant mintedAt, Instant dueAt) {
        return new Work(
                WorkKind.HOST_TOKEN_REVOKE,
                request.value(),
                WorkKind.HOST_TOKEN_REVOKE.code() + ":" + token,
                Map.of(TOKEN, token),
                dueAt,
                mintedAt.plus(LIFE));
    }

    /**
     * Has a token revoked at the host, and forgets it. Does nothing where that has happened.
     *
     * @throws GateException with {@code host_unreachable} where it may still be accepted
     */
    public void revoke(String id) {
        store.find(id).ifPresent(kept -> {
            byte[] value = vault.open(kept.sealed(), context(id));
            host().revoke(Secret.of(new String(value, StandardCharsets.UTF_8)));
            store.erase(id);
        });
    }

    /** Forgets a token that cannot be revoked any more. */
    public void forget(String id) {
        store.erase(id);
    }

    private HostTokens host() {
        if (host == null) {
            throw new GateException(
                    ReasonCode.INSTALLATION_TOKEN_NOT_ALLOWED,
                    "this gate has no App on GitHub that could mint a token");
        }
        return host;
    }

    private static String context(String id) {
        return "host-token:" + id;
    }
}
