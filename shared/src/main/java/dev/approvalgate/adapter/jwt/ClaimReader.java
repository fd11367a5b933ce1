package dev.approvalgate.adapter.jwt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads claims of a verified payload, each of exactly the type that it must have. */
final class ClaimReader {

    private static final int LONGEST = 1000;
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final Map<String, Object> claims;

    ClaimReader(Map<String, Object> claims) {
        claims.forEach((name, value) -> {
            if (value == null) {
                throw Refused.claimMalformed(name, "anything at all");
            }
        });
        this.claims = claims;
    }

    private Object required(String name) {
        Object value = claims.get(name);
        if (value == null) {
            throw Refused.claimMissing(name);
        }
        return value;
    }

    boolean has(String name) {
        return claims.containsKey(name);
    }

    /** {@return a text that must be there, of 1 to 1,000 characters} */
    String text(String name) {
        String text = anyText(name);
        if (text.isBlank()) {
            throw Refused.claimMalformed(name, "a text that says something");
        }
        return text;
    }

    /** {@return a text that must be there and may be empty} */
    String anyText(String name) {
        if (required(name) instanceof String text && text.length() <= LONGEST) {
            return text;
        }
        throw Refused.claimMalformed(name, "a text of at most " + LONGEST + " characters");
    }

    /** {@return a time that must be there, in whole seconds since 1970} */
    Instant time(String name) {
        Object value = required(name);
        if ((value instanceof Integer || value instanceof Long) && value instanceof Number number) {
            long seconds = number.longValue();
            if (seconds >= 0 && seconds <= LAST_SECOND) {
                return Instant.ofEpochSecond(seconds);
            }
        }
        throw Refused.claimMalformed(name, "a time in whole seconds");
    }

    /** {@return words between single spaces; none of an empty text} */
    List<String> words(String name) {
        String text = anyText(name);
        List<String> words = text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
        if (words.contains("")) {
            throw Refused.claimMalformed(name, "words between single spaces");
        }
        return words;
    }

    /**
     * {@return the thumbprint of the key that the holder must prove to have (RFC 9449 section 6.1), or {@code null} where there is none}
     * Other ways of confirmation are not known here, and must not be overlooked.
     */
    @Nullable
    String confirmation() {
        if (!has("cnf")) {
            return null;
        }
        if (required("cnf") instanceof Map<?, ?> ways
                && ways.size() == 1
                && ways.get("jkt") instanceof String thumbprint
                && Thumbprints.isWellFormed(thumbprint)) {
            return thumbprint;
        }
        throw Refused.claimMalformed("cnf", "the thumbprint of one key");
    }
}
