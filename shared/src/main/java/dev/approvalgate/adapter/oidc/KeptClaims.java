package dev.approvalgate.adapter.oidc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the claims that an identity keeps. Five names mean the same for every host, whatever its own tokens call them: {@code
 * repository}, {@code ref} (full, {@code refs/…}), {@code sha}, {@code actor} and {@code event_name}. All others are the host's own.
 */
final class KeptClaims {

    private final Claims claims;
    private final Map<String, String> kept = new HashMap<>();

    KeptClaims(Claims claims) {
        this.claims = claims;
    }

    /** Keeps a value that was read already; nothing where there is none. */
    KeptClaims put(String name, @Nullable String value) {
        if (value != null) {
            kept.put(name, value);
        }
        return this;
    }

    /** Keeps texts as the host wrote them, for those that are there. */
    KeptClaims texts(List<String> names) {
        names.forEach(name -> put(name, claims.textOrNull(name)));
        return this;
    }

    Map<String, String> map() {
        return kept;
    }
}
