package dev.approvalgate.adapter.slack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies that Slack sent a request: {@code X-Slack-Signature} is {@code v0=} and the HMAC-SHA256 of {@code v0:timestamp:body} over the
 * raw bytes, and {@code X-Slack-Request-Timestamp} lies within five minutes of now, in either direction.
 */
public final class SlackSignature {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SIGNATURE = Pattern.compile("v0=[0-9a-f]{64}");

    private final List<Secret> secrets;
    private final Clock clock;

    /**
     * Verifies by any of some secrets, so that a secret can be rotated.
     *
     * @param secrets the app's signing secrets, at least one
     * @param clock the time
     * @throws GateException with {@code configuration_invalid} where there is no secret
     */
    public SlackSignature(List<Secret> secrets, Clock clock) {
        if (secrets.isEmpty()) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "slack.signing_secrets is empty; copy the signing secret from the app's page");
        }
        this.secrets = List.copyOf(secrets);
        this.clock = clock;
    }

    /**
     * Passes only what Slack has signed just now.
     *
     * @param timestamp header {@code X-Slack-Request-Timestamp}, or {@code null}
     * @param signature header {@code X-Slack-Signature}, or {@code null}
     * @param rawBody the body as it came
     * @throws GateException with {@code signature_invalid} or {@code signature_stale}
     */
    public void verify(@Nullable String timestamp, @Nullable String signature, byte[] rawBody) {
        if (timestamp == null
                || signature == null
                || !TIMESTAMP.matcher(timestamp).matches()
                || !SIGNATURE.matcher(signature).matches()) {
            throw new GateException(
                    ReasonCode.SIGNATURE_INVALID, "the request carries no signature of Slack's; it is refused");
        }
        boolean matches = false;
        for (Secret secret : secrets) {
            // Every secret is tried, so that time does not tell which one matched.
            matches |= MessageDigest.isEqual(
                    expected(secret, timestamp, rawBody).getBytes(US_ASCII), signature.getBytes(US_ASCII));
        }
        if (!matches) {
            throw new GateException(
                    ReasonCode.SIGNATURE_INVALID,
                    "Slack's signature does not match; check that slack.signing_secrets holds this app's secret");
        }
        Duration off = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant())
                .abs();
        if (off.compareTo(WINDOW) > 0) {
            throw new GateException(
                    ReasonCode.SIGNATURE_STALE,
                    "the request was signed more than five minutes ago, or this machine's clock is wrong");
        }
    }

    private static String expected(Secret secret, String timestamp, byte[] rawBody) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.revealBytes(), "HmacSHA256"));
            mac.update(("v0:" + timestamp + ":").getBytes(US_ASCII));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(rawBody));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks HMAC-SHA256", e);
        }
    }
}
