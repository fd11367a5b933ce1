package dev.approvalgate.journeys.world;

/**
 * What differs between the installations of the journeys.
 *
 * @param socketMode whether Slack reaches the gate through a socket that the gate opened, else by HTTP
 * @param pullMode whether the gate fetches GitHub's deliveries itself, else GitHub posts them
 * @param checkRuns whether requests are shown as check runs too
 * @param privateRepository whether the repository is private
 * @param rsa whether tokens are signed with RS256, else with ES256
 */
public record Settings(
        boolean socketMode, boolean pullMode, boolean checkRuns, boolean privateRepository, boolean rsa) {

    /** Slack by HTTP, GitHub by webhook, no check runs, a private repository, ES256. */
    public static final Settings USUAL = new Settings(false, false, false, true, false);

    /** {@return the same with Slack through a socket and GitHub's deliveries pulled: no public address at all} */
    public Settings withoutPublicAddress() {
        return new Settings(true, true, checkRuns, privateRepository, rsa);
    }

    /** {@return the same with check runs} */
    public Settings withCheckRuns() {
        return new Settings(socketMode, pullMode, true, privateRepository, rsa);
    }

    /** {@return the same with a public repository} */
    public Settings withPublicRepository() {
        return new Settings(socketMode, pullMode, checkRuns, false, rsa);
    }

    /** {@return the same with RS256} */
    public Settings withRsa() {
        return new Settings(socketMode, pullMode, checkRuns, privateRepository, true);
    }
}
