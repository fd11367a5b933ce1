package dev.approvalgate.domain.approval;

import java.util.Locale;

/** The systems in which a person has accounts. */
public enum AccountKind {
    /** Slack; realm is the team id, id the user id. */
    SLACK,
    /** GitHub; realm is the API host, id the numeric user id. */
    GITHUB,
    /** Jenkins; realm is the security realm's name, id the user id. */
    JENKINS,
    /** OpenID Connect; realm is the issuer, id the subject. */
    OIDC;

    /** {@return the name used in policies and the ledger, in lower case} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
