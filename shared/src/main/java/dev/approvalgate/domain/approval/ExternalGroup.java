package dev.approvalgate.domain.approval;

import java.util.Locale;

/**
 * A group of accounts that another system keeps, by immutable ids only.
 *
 * @param kind the system and what it calls such a group
 * @param realm where in that system: GitHub's API host, or the Slack team's id
 * @param id the immutable id there (see {@link Kind})
 */
public record ExternalGroup(Kind kind, String realm, String id) {

    public ExternalGroup {
        if (realm.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("a group needs a realm and an id");
        }
    }

    /** The kinds of groups that other systems keep. */
    public enum Kind {
        /** A team on GitHub; the id is {@code ORGANIZATION-ID/TEAM-ID}, both numbers. */
        GITHUB_TEAM,
        /**
         * One account on GitHub, as long as it may write to a repository; the id is {@code INSTALLATION-ID/REPOSITORY-ID/ACCOUNT-ID}, all
         * numbers, the first being where the App is installed that may look.
         */
        GITHUB_WRITER,
        /** A user group in Slack; the id begins with {@code S}. */
        SLACK_USER_GROUP
    }

    /** {@return a team on GitHub} */
    public static ExternalGroup githubTeam(String apiHost, long organization, long team) {
        return new ExternalGroup(Kind.GITHUB_TEAM, apiHost, organization + "/" + team);
    }

    /** {@return an account on GitHub, as long as it may write to a repository} */
    public static ExternalGroup githubWriter(String apiHost, long installation, long repository, long account) {
        return new ExternalGroup(Kind.GITHUB_WRITER, apiHost, installation + "/" + repository + "/" + account);
    }

    /** {@return a user group in Slack} */
    public static ExternalGroup slackUserGroup(String teamId, String userGroup) {
        return new ExternalGroup(Kind.SLACK_USER_GROUP, teamId, userGroup);
    }

    /** {@return the kind of the accounts in such a group} */
    public AccountKind members() {
        return kind == Kind.SLACK_USER_GROUP ? AccountKind.SLACK : AccountKind.GITHUB;
    }

    /** {@return the group as one text, such as {@code github_team:api.github.com/11/22}} */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + realm + "/" + id;
    }
}
