package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a webhook comes from GitHub: {@code X-Hub-Signature-256} carries {@code sha256=} and the hexadecimal HMAC-SHA256 (RFC 2104)
 * of the raw body under the App's webhook secret. Safe for use by several threads.
 */
public final class GitHubSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile("sha256=([0-9a-f]{64})");

    private final List<Secret> secrets;

    /**
     * Accepts what any of these secrets signed.
     *
     * @param secrets two while a secret is rotated; none where no webhook is expected, and then every signature is refused
     */
    public GitHubSignature(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /**
     * Verifies a webhook. Compares in constant time.
     *
     * @param header the value of {@code X-Hub-Signature-256}, or {@code null} where there is none
     * @param rawBody the body's bytes as they came
     * @throws GateException with {@code credentials_missing} or {@code signature_invalid}
     */
    public void verify(@Nullable String header, byte[] rawBody) {
        if (header == null) {
            throw new GateException(ReasonCode.CREDENTIALS_MISSING, "the webhook carries no X-Hub-Signature-256");
        }
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            throw invalid("is not of the form sha256=<64 hexadecimal digits>");
        }
        byte[] claimed = HexFormat.of().parseHex(form.group(1));
        boolean signed = false;
        for (Secret secret : secrets) {
            signed |= MessageDigest.isEqual(hmac(secret, rawBody), claimed);
        }
        if (!signed) {
            throw invalid(
                    "was made with another secret, or of another body; compare the App's webhook secret with ours");
        }
    }

    private static GateException invalid(String how) {
        return new GateException(ReasonCode.SIGNATURE_INVALID, "the webhook's X-Hub-Signature-256 " + how);
    }

    private static byte[] hmac(Secret secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.revealBytes(), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
