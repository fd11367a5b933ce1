package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.ExternalGroup;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How groups of other systems are written: by immutable ids, never by names. */
final class ExternalGroups {

    private static final Pattern TEAM =
            Pattern.compile("(?:([A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?)/)?([1-9][0-9]{0,17})/([1-9][0-9]{0,17})");
    private static final Pattern USER_GROUP = Pattern.compile("([TE][A-Z0-9]{2,30})/(S[A-Z0-9]{2,30})");

    private ExternalGroups() {}

    /** {@return the team on GitHub that a value names: {@code 11/22}, or {@code github.example.com/11/22}} */
    static Optional<ExternalGroup> githubTeam(Value value) {
        return value.matching(TEAM, "ORGANIZATION/TEAM by their numbers, such as 11/22, or API-HOST/ORGANIZATION/TEAM")
                .map(text -> {
                    Matcher parts = parts(TEAM, text);
                    String host = parts.group(1);
                    return ExternalGroup.githubTeam(
                            host == null ? Accounts.DEFAULT_GITHUB : Accounts.realm(host),
                            Long.parseLong(parts.group(2)),
                            Long.parseLong(parts.group(3)));
                });
    }

    /** {@return the user group in Slack that a value names: {@code T0123/S0456}} */
    static Optional<ExternalGroup> slackUserGroup(Value value) {
        return value.matching(USER_GROUP, "TEAM/USER-GROUP by their ids, such as T0123ABCD/S0456EFGH")
                .map(text -> {
                    Matcher parts = parts(USER_GROUP, text);
                    return ExternalGroup.slackUserGroup(parts.group(1), parts.group(2));
                });
    }

    private static Matcher parts(Pattern form, String text) {
        Matcher parts = form.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a text that has just matched");
        }
        return parts;
    }
}
