package dev.approvalgate.domain.approval;

/**
 * One account of somebody or something, by immutable ids only. Names and e-mail addresses can be changed by their bearer and have no
 * authority.
 *
 * @param kind the system
 * @param realm where in that system (see {@link AccountKind})
 * @param id the immutable id there
 */
public record Account(AccountKind kind, String realm, String id) {

    public Account {
        if (realm.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("an account needs a realm and an id");
        }
    }

    /** {@return a GitHub account} */
    public static Account github(String apiHost, long userId) {
        return new Account(AccountKind.GITHUB, apiHost, Long.toString(userId));
    }

    /** {@return a Slack account} */
    public static Account slack(String teamId, String userId) {
        return new Account(AccountKind.SLACK, teamId, userId);
    }

    /** {@return the account as one text, such as {@code slack:T012/U345}} */
    @Override
    public String toString() {
        return kind.label() + ":" + realm + "/" + id;
    }
}
