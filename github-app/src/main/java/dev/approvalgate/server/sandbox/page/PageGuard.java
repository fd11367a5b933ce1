package dev.approvalgate.server.sandbox.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Refusal;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Lets only the page itself use the page's API: every call needs the token that this start wrote into the page, and a call that acts
 * must name the page's own origin. The server beneath has checked Host already.
 */
final class PageGuard {
    private static final int TOKEN_BYTES = 24;

    private final String token;

    PageGuard(SecureRandom random) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        token = HexFormat.of().formatHex(bytes);
    }

    /** What the page must send back, in hexadecimal digits. */
    String token() {
        return token;
    }

    /** Refuses a call that does not come from the page of this start. */
    void checkReading(Call call) {
        String given = call.header("X-Page-Token").orElse("");
        if (!MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(UTF_8))) {
            throw refused("The page belongs to an earlier start of the sandbox, or to somebody else; load it again.");
        }
    }

    /** Refuses a call that is not the page's own, or whose body is not JSON. */
    void checkActing(Call call) {
        String host = call.header("Host").orElse("");
        String origin = call.header("Origin").orElse("");
        if (!origin.toLowerCase(Locale.ROOT).equals("http://" + host.toLowerCase(Locale.ROOT))) {
            throw refused("Only the sandbox's own page may act.");
        }
        checkReading(call);
        if (!call.header("Content-Type").orElse("").startsWith("application/json")) {
            throw new Refusal(Answer.json(415, "{\"message\":\"The page sends JSON.\"}"));
        }
    }

    private static Refusal refused(String message) {
        return new Refusal(Answer.json(403, "{\"message\":\"" + message + "\"}"));
    }
}
