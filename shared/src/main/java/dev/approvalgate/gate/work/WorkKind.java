package dev.approvalgate.gate.work;

import java.util.Locale;

/** The kinds of work. A kind's name is stored; it may be retired but never reused. */
public enum WorkKind {
    /** Process a verified delivery of a CI host that lies in the inbox. */
    HOST_DELIVERY,
    /** Process a verified click that lies in the inbox. */
    CHANNEL_ACTION,
    /** Show a request in a channel. */
    PUBLISH,
    /** Show a request that still waits in a further channel. */
    ESCALATE,
    /** Bring what a channel shows up to date. */
    REFRESH,
    /** Keep the details of a settled request beside its message. */
    DETAILS,
    /** Remind reviewers that the deadline comes near. */
    REMIND,
    /** Answer somebody privately. */
    REPLY,
    /** Tell the CI host that the request waits. */
    HOST_STATUS,
    /** Tell the CI host the decision. */
    HOST_ANSWER,
    /** End older requests whose place a newer one takes. */
    SUPERSEDE,
    /** Put a request to the policy again, because time alone may have changed the answer. */
    RECONSIDER,
    /** End a request at its deadline. */
    DEADLINE,
    /** Revoke the tokens of a run that has ended. */
    RUN_ENDED,
    /** Put the tokens that live to the policy in force. */
    SWEEP_TOKENS,
    /** Look for deliveries that the CI host could not bring. */
    HOST_POLL,
    /** Tell the accounts of a link that it was made or ended. */
    LINK_NOTICE,
    /** Make, start and retire the keys that sign tokens. */
    SIGNING_KEYS,
    /** Have a token revoked by the CI host that minted it. */
    HOST_TOKEN_REVOKE;

    /** {@return the stored name, in lower snake case} */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
