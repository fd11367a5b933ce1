package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.KeySettings;
import dev.approvalgate.adapter.jwt.ExternalKey;
import dev.approvalgate.adapter.jwt.JwtTokenIssuer;
import dev.approvalgate.adapter.jwt.KeySources;
import dev.approvalgate.adapter.jwt.KeyWork;
import dev.approvalgate.adapter.jwt.SigningAlgorithm;
import dev.approvalgate.adapter.jwt.SigningKeys;
import dev.approvalgate.adapter.process.LocalPrograms;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.token.KeyRotation;
import dev.approvalgate.gate.port.KeyVault;
import dev.approvalgate.gate.work.WorkHandler;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign tokens.
 *
 * @param keys the keys
 * @param usual what tokens are signed with whose rule does not say
 * @param store where they lie
 * @param clock the time
 */
public record KeySide(SigningKeys keys, SigningAlgorithm usual, SqliteStore store, Clock clock) {

    /** A module that takes longer would make pipelines wait without an answer. */
    private static final Duration SIGNING = Duration.ofSeconds(10);

    static KeySide open(GateSettings settings, KeySources sources, SqliteStore store) {
        SigningKeys keys = SigningKeys.open(
                sources, rotation(settings.keys()), external(settings.keys().signer()));
        var side = new KeySide(keys, SigningAlgorithm.named(settings.tokenAlgorithm()), store, sources.clock());
        store.work().add(KeyWork.look(sources.clock().instant()));
        return side;
    }

    /** {@return where keys come from} */
    public static KeySources sources(KeyVault vault, SqliteStore store, Clock clock, SecureRandom random) {
        return new KeySources(store.events(), store.signingKeys(), vault, clock, random);
    }

    /** {@return how they are rotated} */
    public static KeyRotation rotation(KeySettings settings) {
        return new KeyRotation(settings.rotateEvery(), settings.publishAhead());
    }

    /** {@return the key that another program holds, or {@code null}} */
    public static @Nullable ExternalKey external(KeySettings.@Nullable Signer signer) {
        return signer == null
                ? null
                : new ExternalKey(
                        SigningAlgorithm.named(signer.algorithm()),
                        signer.publicJwk(),
                        signer.command(),
                        new LocalPrograms(SIGNING));
    }

    /** {@return an issuer whose keys are there} */
    JwtTokenIssuer issuer(URI publicUrl, Policy policy) {
        require(policy);
        var issuer = new JwtTokenIssuer(publicUrl, usual, keys);
        issuer.warmUp();
        return issuer;
    }

    /** Sees to it that everything that a policy lets tokens be signed with has a key, before the policy comes into force. */
    void require(Policy policy) {
        keys.require(Stream.concat(
                        Stream.of(usual.name()),
                        policy.rules().stream()
                                .map(rule -> rule.token().algorithm())
                                .filter(Objects::nonNull))
                .distinct()
                .toList());
    }

    WorkHandler handler() {
        return new KeyWork(keys, store.work(), clock);
    }
}
