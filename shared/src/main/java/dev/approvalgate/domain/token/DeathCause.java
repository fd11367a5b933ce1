package dev.approvalgate.domain.token;

import java.util.Locale;

/** Why a token died before its time. Recorded by its name: only added to, never renamed. */
public enum DeathCause {
    /** The same job was given a newer one. */
    RETRIED,
    /** The run attempt has ended. */
    RUN_ENDED,
    /** Its holder gave it back. */
    REQUESTED,
    /** A person has taken the approval back. */
    APPROVAL_REVOKED,
    /** The identity that it was minted for is quarantined. */
    IDENTITY_QUARANTINED,
    /** The identity that it was minted for is suspended, or known no longer. */
    IDENTITY_SUSPENDED,
    /** The policy in force would no longer let it be minted. */
    POLICY_CHANGED,
    /** It was shown where it is not good. */
    MISUSED,
    /** An operator ordered it. */
    OPERATOR;

    /** {@return the stable name, in lower snake case} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
