package dev.approvalgate.adapter.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads claims, strictly: what is there has the form that is expected, or the token is refused. */
final class Claims {

    private static final int LONGEST = 1000;
    private static final int MOST_ITEMS = 20;
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final JsonNode claims;

    Claims(JsonNode claims) {
        this.claims = claims;
    }

    /** {@return whether a claim is there, whatever its form} */
    boolean has(String name) {
        return claims.hasNonNull(name);
    }

    /** {@return a text that must be there, of 1 to 1,000 characters without control characters} */
    String text(String name) {
        String value = textOrNull(name);
        if (value == null) {
            throw Refusal.claimMissing(name);
        }
        return value;
    }

    /** {@return such a text, or {@code null} where it is missing or empty} */
    @Nullable
    String textOrNull(String name) {
        JsonNode value = claims.get(name);
        if (value == null
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())) {
            return null;
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST
                || value.textValue().codePoints().anyMatch(Character::isISOControl)) {
            throw Refusal.claimMalformed(name, "a text of at most " + LONGEST + " visible characters");
        }
        return value.textValue();
    }

    /** {@return a text of a form that must be there} */
    String matching(String name, Pattern form, String expected) {
        return checked(name, text(name), form, expected);
    }

    /** {@return a text of a form, or {@code null} where it is missing or empty} */
    @Nullable
    String matchingOrNull(String name, Pattern form, String expected) {
        String value = textOrNull(name);
        return value == null ? null : checked(name, value, form, expected);
    }

    /** {@return a text or a whole number, as text, of a form that must be there} */
    String textOrNumber(String name, Pattern form, String expected) {
        JsonNode value = claims.get(name);
        return checked(name, value != null && value.isIntegralNumber() ? value.asText() : text(name), form, expected);
    }

    /** {@return such a value, or {@code null} where it is missing or empty} */
    @Nullable
    String textOrNumberOrNull(String name, Pattern form, String expected) {
        JsonNode value = claims.get(name);
        boolean number = value != null && value.isIntegralNumber();
        return number || textOrNull(name) != null ? textOrNumber(name, form, expected) : null;
    }

    /** {@return a number from 1, as its decimal digits, that must be there; some hosts write it as a text} */
    String number(String name) {
        return textOrNumber(name, Forms.ID, Forms.AN_ID);
    }

    /** {@return true or false, which must be there} */
    boolean flag(String name) {
        JsonNode value = claims.get(name);
        if (value == null || value.isNull()) {
            throw Refusal.claimMissing(name);
        }
        if (!value.isBoolean()) {
            throw Refusal.claimMalformed(name, "true or false");
        }
        return value.booleanValue();
    }

    /** {@return the texts of a list, all of one form; none where it is missing} */
    List<String> list(String name, Pattern form, String expected) {
        JsonNode value = claims.get(name);
        var texts = new ArrayList<String>();
        if (value == null || value.isNull()) {
            return texts;
        }
        if (!value.isArray() || value.size() > MOST_ITEMS) {
            throw Refusal.claimMalformed(name, "a list of at most " + MOST_ITEMS);
        }
        value.forEach(item -> texts.add(checked(name, item.isTextual() ? item.textValue() : "", form, expected)));
        return texts;
    }

    /** {@return the name of an environment as the host writes it, or {@code null} where it is missing or empty} */
    @Nullable
    String environmentOrNull(String name) {
        String environment = textOrNull(name);
        return environment == null ? null : Environment.of(environment).display();
    }

    private static String checked(String name, String value, Pattern form, String expected) {
        if (!form.matcher(value).matches()) {
            throw Refusal.claimMalformed(name, expected);
        }
        return value;
    }

    /** {@return a time that must be there, in whole seconds (RFC 7519 allows fractions; no issuer that we know writes them)} */
    Instant time(String name) {
        JsonNode value = claims.get(name);
        if (value == null || value.isNull()) {
            throw Refusal.claimMissing(name);
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > LAST_SECOND) {
            throw Refusal.claimMalformed(name, "a time in whole seconds");
        }
        return Instant.ofEpochSecond(value.longValue());
    }

    /** {@return the only audience} */
    String audience() {
        JsonNode value = claims.get("aud");
        if (value == null || value.isNull()) {
            throw Refusal.claimMissing("aud");
        }
        JsonNode only = value.isArray() && value.size() == 1 ? value.get(0) : value;
        if (!only.isTextual()) {
            throw Refusal.claimMalformed("aud", "exactly one audience");
        }
        return only.textValue();
    }
}
