package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.port.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for a moment which tokens were verified, by their hash, so that a token that is used often costs one signature a minute
 * and not one a use. A signature that held a moment ago holds now; whether the token still lives is asked each time, of {@link
 * LiveTokens}, which looks at its expiry too, and so is whether its key is {@linkplain #believes(String) still believed}.
 */
final class VerifiedTokens implements TokenVerifier {

    /** For so long at most, so that a key that is no longer published is missed soon. */
    static final Duration AGE = Duration.ofMinutes(1);

    private static final int MOST = 10_000;

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Map<Sha256, Remembered> remembered = new ConcurrentHashMap<>();

    VerifiedTokens(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    private record Remembered(Verified token, Instant at) {
        /** Not by a clock that was set back either. */
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(AGE)) && now.isBefore(token.expiresAt());
        }
    }

    @Override
    public Verified verify(Secret token) {
        Instant now = clock.instant();
        Sha256 hash = token.sha256();
        Remembered known = remembered.get(hash);
        if (known != null && known.isFresh(now)) {
            return known.token();
        }
        Verified verified = verifier.verify(token);
        if (remembered.size() >= MOST) {
            remembered.values().removeIf(old -> !old.isFresh(now));
        }
        if (remembered.size() < MOST) {
            remembered.put(hash, new Remembered(verified, now));
        }
        return verified;
    }

    @Override
    public boolean believes(String keyId) {
        return verifier.believes(keyId);
    }
}
