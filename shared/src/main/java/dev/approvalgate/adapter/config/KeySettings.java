package dev.approvalgate.adapter.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the keys that sign tokens are kept: {@code tokens} and {@code token_signer} in {@code gate.yaml}.
 *
 * @param rotateEvery how long a key signs; key {@code tokens.rotate_every}: from 2 days to 400 days, by default 30 days
 * @param publishAhead how long it is published before; key {@code tokens.publish_ahead}: from 2 hours to 30 days and shorter than the
 *     other, by default a day
 * @param signer a program that holds a key, or {@code null}; key {@code token_signer}
 */
public record KeySettings(
        Duration rotateEvery,
        Duration publishAhead,
        @Nullable Signer signer) {

    /** A key a month, published a day ahead, and no other program. */
    public static final KeySettings USUAL = new KeySettings(Duration.ofDays(30), Duration.ofHours(24), null);

    /**
     * A program that signs.
     *
     * @param command the program by its whole path, and its arguments; key {@code command}, required
     * @param algorithm what it signs with; key {@code algorithm}: {@code ES256} (default) or {@code RS256}
     * @param publicJwk the public key as a JWK; key {@code public_jwk}: the file that holds it, required
     */
    public record Signer(List<String> command, String algorithm, String publicJwk) {
        public Signer {
            command = List.copyOf(command);
        }
    }
}
