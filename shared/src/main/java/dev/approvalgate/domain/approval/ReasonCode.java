package dev.approvalgate.domain.approval;

import java.util.Locale;

/**
 * Why something was refused, voided or failed. The {@linkplain #code() code} is a stable name that appears in the ledger, in
 * problem documents, in metrics and in messages; it is never renamed, only added to.
 */
public enum ReasonCode {
    // Who asks
    IDENTITY_UNKNOWN(Kind.DENIED),
    IDENTITY_SUSPENDED(Kind.DENIED),
    IDENTITY_QUARANTINED(Kind.DENIED),
    IDENTITY_AMBIGUOUS(Kind.DENIED),
    ISSUER_UNKNOWN(Kind.UNAUTHENTICATED),
    AUDIENCE_WRONG(Kind.UNAUTHENTICATED),
    TOKEN_MALFORMED(Kind.UNAUTHENTICATED),
    TOKEN_ALGORITHM(Kind.UNAUTHENTICATED),
    TOKEN_KEY_UNKNOWN(Kind.UNAUTHENTICATED),
    TOKEN_SIGNATURE(Kind.UNAUTHENTICATED),
    TOKEN_EXPIRED(Kind.UNAUTHENTICATED),
    TOKEN_NOT_YET_VALID(Kind.UNAUTHENTICATED),
    TOKEN_LIFETIME(Kind.UNAUTHENTICATED),
    TOKEN_CLAIM_MISSING(Kind.UNAUTHENTICATED),
    TOKEN_REPLAYED(Kind.UNAUTHENTICATED),
    CREDENTIALS_MISSING(Kind.UNAUTHENTICATED),
    SIGNATURE_INVALID(Kind.UNAUTHENTICATED),
    SIGNATURE_STALE(Kind.UNAUTHENTICATED),
    HOST_FACT_MISMATCH(Kind.DENIED),
    TRIGGER_NOT_ALLOWED(Kind.DENIED),

    // What is asked for
    ACTION_NOT_ALLOWED(Kind.DENIED),
    ENVIRONMENT_NOT_ALLOWED(Kind.DENIED),
    SCOPE_NOT_ALLOWED(Kind.DENIED),
    ENVIRONMENT_NAME_CONFUSABLE(Kind.INVALID),
    RULE_NOT_FOUND(Kind.DENIED),
    QUORUM_IMPOSSIBLE(Kind.DENIED),
    AUTHOR_UNMAPPED(Kind.DENIED),
    TRIGGER_UNKNOWN(Kind.DENIED),
    CHANGE_INCOMPLETE(Kind.DENIED),
    JUSTIFICATION_MISSING(Kind.DENIED),
    JUSTIFICATION_MISMATCH(Kind.DENIED),
    CHANGE_FROZEN(Kind.DENIED),
    WINDOW_CLOSED(Kind.DENIED),
    LEAD_TIME(Kind.PENDING),
    REPOSITORY_POLICY_INVALID(Kind.DENIED),
    POLICY_UNREADABLE(Kind.UNAVAILABLE),
    TOO_MANY_REQUESTS(Kind.LIMITED),

    // Who answers
    VOTER_UNKNOWN(Kind.DENIED),
    VOTER_NOT_IN_GROUP(Kind.DENIED),
    VOTER_IS_CONTRIBUTOR(Kind.DENIED),
    VOTER_IS_OWNER(Kind.DENIED),
    VOTER_LINK_TOO_NEW(Kind.DENIED),
    BREAK_GLASS_NOT_ALLOWED(Kind.DENIED),
    REVIEW_OVERDUE(Kind.DENIED),
    REVIEW_NOT_ALLOWED(Kind.DENIED),
    REVIEW_NOT_DUE(Kind.CONFLICT),
    REVOCATION_NOT_ALLOWED(Kind.DENIED),
    NOTHING_TO_REVOKE(Kind.CONFLICT),
    VOTER_NOT_LINKED(Kind.DENIED),
    VOTER_IS_BOT(Kind.DENIED),
    VOTER_IS_GUEST(Kind.DENIED),
    VOTER_DEACTIVATED(Kind.DENIED),
    VOTER_FOREIGN_TEAM(Kind.DENIED),
    VOTE_ALREADY_COUNTED(Kind.CONFLICT),
    VOTE_TOO_LATE(Kind.CONFLICT),
    VOTE_STALE_VIEW(Kind.CONFLICT),
    VOTE_REASON_MISSING(Kind.INVALID),
    ACTION_REPLAYED(Kind.CONFLICT),

    // Whose accounts are whose
    LINK_UNSUPPORTED(Kind.INVALID),
    LINK_EXISTS(Kind.CONFLICT),
    LINK_CONFLICT(Kind.CONFLICT),
    LINK_NOT_FOUND(Kind.NOT_FOUND),
    LINK_STALE(Kind.DENIED),
    LINK_SIGN_IN_REFUSED(Kind.DENIED),
    CROSS_SITE(Kind.DENIED),

    // How it ended
    REJECTED_BY_PERSON(Kind.DENIED),
    DEADLINE_PASSED(Kind.DENIED),
    CANCELLED_BY_HOST(Kind.DENIED),
    CANCELLED_BY_REQUESTER(Kind.DENIED),
    SUPERSEDED_BY_NEWER(Kind.DENIED),
    GLASS_BROKEN(Kind.DENIED),

    // The token
    APPROVAL_PENDING(Kind.PENDING),
    APPROVAL_VOID(Kind.DENIED),
    APPROVAL_STALE(Kind.DENIED),
    APPROVAL_REVOKED(Kind.DENIED),
    CHANGE_DIGEST_MISMATCH(Kind.DENIED),
    JOBS_EXHAUSTED(Kind.CONFLICT),
    INSTALLATION_TOKEN_NOT_ALLOWED(Kind.DENIED),
    AUDIENCE_NOT_ALLOWED(Kind.DENIED),
    TOKEN_TOO_LARGE(Kind.UNAUTHENTICATED),
    TOKEN_ENCODING(Kind.UNAUTHENTICATED),
    TOKEN_HEADER(Kind.UNAUTHENTICATED),
    TOKEN_TYPE(Kind.UNAUTHENTICATED),
    TOKEN_ISSUER(Kind.UNAUTHENTICATED),
    TOKEN_CLAIM_MALFORMED(Kind.UNAUTHENTICATED),
    TOKEN_UNKNOWN(Kind.UNAUTHENTICATED),
    TOKEN_REVOKED(Kind.UNAUTHENTICATED),
    TOKEN_FEED_STALE(Kind.UNAVAILABLE),
    CLIENT_UNKNOWN(Kind.UNAUTHENTICATED),
    PROOF_MISSING(Kind.UNAUTHENTICATED),
    PROOF_MALFORMED(Kind.UNAUTHENTICATED),
    PROOF_SIGNATURE(Kind.UNAUTHENTICATED),
    PROOF_MISMATCH(Kind.UNAUTHENTICATED),
    PROOF_KEY(Kind.UNAUTHENTICATED),
    PROOF_STALE(Kind.UNAUTHENTICATED),
    PROOF_REPLAYED(Kind.UNAUTHENTICATED),
    SIGNER_FAILED(Kind.UNAVAILABLE),
    BASELINE_REVOKED(Kind.DENIED),

    // At a target
    TARGET_UNKNOWN(Kind.DENIED),
    TOKEN_AUDIENCE(Kind.UNAUTHENTICATED),
    TOKEN_ENVIRONMENT(Kind.DENIED),
    TOKEN_ADDRESS(Kind.DENIED),
    FORWARDING_MALFORMED(Kind.DENIED),
    PATH_AMBIGUOUS(Kind.DENIED),
    REQUEST_NOT_ALLOWED(Kind.DENIED),
    SCOPE_MISSING(Kind.DENIED),
    USE_UNRECORDED(Kind.UNAVAILABLE),
    TOKEN_ACTION(Kind.DENIED),
    TOKEN_BREAK_GLASS(Kind.DENIED),

    // Requests to us
    REQUEST_NOT_FOUND(Kind.NOT_FOUND),
    ENDPOINT_NOT_FOUND(Kind.NOT_FOUND),
    REQUEST_MALFORMED(Kind.INVALID),
    REQUEST_TOO_LARGE(Kind.INVALID),
    REQUEST_TOO_DEEP(Kind.INVALID),
    REQUEST_TIMEOUT(Kind.INVALID),
    METHOD_NOT_ALLOWED(Kind.INVALID),
    MEDIA_TYPE_UNSUPPORTED(Kind.INVALID),
    GRANT_UNSUPPORTED(Kind.INVALID),

    // Ourselves and others
    CONFIGURATION_INVALID(Kind.INVALID),
    CONFLICT(Kind.CONFLICT),
    DIRECTORY_UNREADABLE(Kind.UNAVAILABLE),
    CHANGE_UNREADABLE(Kind.UNAVAILABLE),
    HOST_UNREACHABLE(Kind.UNAVAILABLE),
    CHANNEL_UNREACHABLE(Kind.UNAVAILABLE),
    CHANNEL_MESSAGE_GONE(Kind.NOT_FOUND),
    STORE_FAILED(Kind.UNAVAILABLE),
    LEDGER_BROKEN(Kind.UNAVAILABLE),
    CLOCK_BEHIND(Kind.UNAVAILABLE),
    SHUTTING_DOWN(Kind.UNAVAILABLE),
    SERVER_BUSY(Kind.UNAVAILABLE),
    TARGET_REFUSED(Kind.DENIED),
    SERVER_UNREACHABLE(Kind.UNAVAILABLE),
    INTERNAL(Kind.FAULT);

    /** What a caller can do about it; hosts translate a kind to their own status (HTTP status, exit code). */
    public enum Kind {
        /** The input is wrong; sending it again unchanged is pointless. */
        INVALID,
        /** The caller did not prove who it is. */
        UNAUTHENTICATED,
        /** The caller is known and may not. */
        DENIED,
        /** There is no such thing, or the caller may not know of it. */
        NOT_FOUND,
        /** The state of things forbids it now. */
        CONFLICT,
        /** Not yet decided; ask again later. */
        PENDING,
        /** Too often; ask again later. */
        LIMITED,
        /** Something that we need cannot be reached or read; closed until it can. */
        UNAVAILABLE,
        /** A defect of ours. */
        FAULT
    }

    private final Kind kind;

    ReasonCode(Kind kind) {
        this.kind = kind;
    }

    /** {@return the stable name, in lower snake case, such as {@code quorum_impossible}} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return what a caller can do about it} */
    public Kind kind() {
        return kind;
    }
}
