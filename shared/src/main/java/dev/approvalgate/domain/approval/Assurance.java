package dev.approvalgate.domain.approval;

import java.util.Locale;

/** How far a gate is from those whom it watches. From the nearest to the farthest. */
public enum Assurance {
    /** The gate runs inside the CI host: whoever administers the host holds the gate's keys too. */
    EMBEDDED,
    /** The gate is a server of its own: the CI host alone can neither approve nor mint. */
    SERVER;

    /** {@return the word for it in policies and tokens} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
