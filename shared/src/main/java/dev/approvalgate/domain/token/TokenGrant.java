package dev.approvalgate.domain.token;

import dev.approvalgate.domain.approval.DomainEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tokens of one request, as its events tell them. Immutable. */
public final class TokenGrant {

    private final Map<String, TokenEvent.Minted> minted = new LinkedHashMap<>();
    private final Set<String> revoked = new LinkedHashSet<>();

    private boolean closed;

    private TokenGrant() {}

    /** {@return the grant that a request's history tells; events of other kinds are passed over} */
    public static TokenGrant of(List<? extends DomainEvent> events) {
        var grant = new TokenGrant();
        for (DomainEvent event : events) {
            if (event instanceof TokenEvent.Minted token) {
                grant.minted.put(token.id(), token);
            } else if (event instanceof TokenEvent.Revoked revocation) {
                grant.revoked.add(revocation.id());
            } else if (event instanceof TokenEvent.Closed) {
                grant.closed = true;
            }
        }
        return grant;
    }

    /** {@return whether the run attempt has ended, so that nothing is minted any more} */
    public boolean isClosed() {
        return closed;
    }

    /** {@return the jobs that have been given a token, however it ended} */
    public Set<String> jobs() {
        var jobs = new LinkedHashSet<String>();
        minted.values().forEach(token -> jobs.add(token.job()));
        return jobs;
    }

    /** {@return the tokens that are neither revoked nor expired} */
    public List<TokenEvent.Minted> live(Instant now) {
        return unrevoked().stream()
                .filter(token -> now.isBefore(token.expiresAt()))
                .toList();
    }

    /** {@return the tokens that have not been revoked, whether they have expired by our clock or not} */
    public List<TokenEvent.Minted> unrevoked() {
        return minted.values().stream()
                .filter(token -> !revoked.contains(token.id()))
                .toList();
    }

    /** {@return a job's tokens that have not been revoked, whether they have expired by our clock or not} */
    public List<TokenEvent.Minted> unrevokedOf(String job) {
        return unrevoked().stream().filter(token -> token.job().equals(job)).toList();
    }

    /** {@return all tokens that a job has been given, however they ended} */
    public List<TokenEvent.Minted> mintedFor(String job) {
        return minted.values().stream().filter(token -> token.job().equals(job)).toList();
    }

    /** {@return when the first token was minted: the moment since which the change counts as running} */
    public Optional<Instant> firstMintedAt() {
        return minted.values().stream().map(TokenEvent.Minted::at).findFirst();
    }
}
