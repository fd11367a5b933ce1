package dev.approvalgate.gate.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * One browser in the middle of linking. The browser alone keeps the secret, in a cookie; here only its hash is kept, and everything else
 * that the browser has to prove or carry is derived from it, so that nothing of it lies in the store.
 */
public final class LinkSession {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final int BYTES = 32;

    private final Secret secret;

    private LinkSession(String secret) {
        this.secret = Secret.of(secret);
    }

    /** {@return a new session from a strong source of randomness} */
    static LinkSession random(RandomGenerator random) {
        return new LinkSession(randomHex(random));
    }

    static String randomHex(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** {@return the session that a cookie's value may stand for; empty where it cannot be one} */
    public static Optional<LinkSession> of(String cookie) {
        return FORM.matcher(cookie).matches() ? Optional.of(new LinkSession(cookie)) : Optional.empty();
    }

    /** {@return the cookie's value} */
    public String cookie() {
        return secret.reveal();
    }

    /** {@return what comes back from the sign-in (RFC 6749, section 10.12)} */
    public String state() {
        return derived("state");
    }

    /** {@return the proof key of the sign-in (RFC 7636)} */
    public String verifier() {
        return derived("verifier");
    }

    /** {@return what is sent ahead of the proof key: base64url of its SHA-256} */
    public String challenge() {
        return base64(Sha256.of(verifier()));
    }

    /** {@return whether that is this session's state} */
    boolean isState(String given) {
        return isSame(state(), given);
    }

    /** {@return what a form of this session must carry} */
    public String formToken() {
        return derived("form");
    }

    /** {@return whether that is what a form of this session carries} */
    public boolean isFormToken(String given) {
        return isSame(formToken(), given);
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /** {@return what the session is known by here} */
    String id() {
        return secret.sha256().hex();
    }

    /** The secret is as long as the hash and random, so its hash with a purpose tells neither it nor that of another purpose. */
    private String derived(String purpose) {
        return base64(Sha256.of("link/" + purpose + ":" + secret.reveal()));
    }

    private static String base64(Sha256 hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.bytes());
    }

    @Override
    public String toString() {
        return "[link session]";
    }
}
