package dev.approvalgate.domain.token;

/** Why a key that signs tokens was given up. Recorded by its name: only added to, never renamed. */
public enum LossCause {
    /** Nobody can open its private part. */
    UNREADABLE,
    /** Somebody else may have its private part. */
    COMPROMISED
}
