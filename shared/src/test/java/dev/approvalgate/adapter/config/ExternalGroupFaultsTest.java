package dev.approvalgate.adapter.config;

import static dev.approvalgate.adapter.config.Faults.change;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults in groups that mix persons and groups of other systems. */
class ExternalGroupFaultsTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                change(
                        "groups:\n",
                        "groups:\n  release: {}\n",
                        "policy.yaml:6:12: groups.release: is an empty group; name at least one of people, github_teams, slack_user_groups"),
                change(
                        "groups:\n",
                        "groups:\n  release: { person: [ada] }\n",
                        "policy.yaml:6:14: groups.release.person: unknown key; known keys are github_teams, people, slack_user_groups"),
                change(
                        "groups:\n",
                        "groups:\n  release: { people: [] }\n",
                        "policy.yaml:6:22: groups.release.people: is an empty list; name at least one"),
                change(
                        "groups:\n",
                        "groups:\n  release: { people: [adda] }\n",
                        "policy.yaml:6:23: groups.release.people[0]: unknown person \"adda\"; did you mean \"ada\"?"),
                change(
                        "groups:\n",
                        "groups:\n  release: { github_teams: [acme/release] }\n",
                        "policy.yaml:6:29: groups.release.github_teams[0]: \"acme/release\" is not of the right form; it must be ORGANIZATION/TEAM by their numbers, such as 11/22, or API-HOST/ORGANIZATION/TEAM"),
                change(
                        "groups:\n",
                        "groups:\n  release: { github_teams: [22] }\n",
                        "policy.yaml:6:29: groups.release.github_teams[0]: must be a text, not a number; put it in quotes"),
                change(
                        "groups:\n",
                        "groups:\n  release: { github_teams: [0/22] }\n",
                        "policy.yaml:6:29: groups.release.github_teams[0]: \"0/22\" is not of the right form; it must be ORGANIZATION/TEAM by their numbers, such as 11/22, or API-HOST/ORGANIZATION/TEAM"),
                change(
                        "groups:\n",
                        "groups:\n  release: { github_teams: [11/22, api.github.com/11/22] }\n",
                        "policy.yaml:6:36: groups.release.github_teams[1]: is in the list twice; remove one"),
                change(
                        "groups:\n",
                        "groups:\n  release: { slack_user_groups: [\"@release\"] }\n",
                        "policy.yaml:6:34: groups.release.slack_user_groups[0]: \"@release\" is not of the right form; it must be TEAM/USER-GROUP by their ids, such as T0123ABCD/S0456EFGH"),
                change(
                        "groups:\n",
                        "groups:\n  release: { slack_user_groups: [T0123/U0456] }\n",
                        "policy.yaml:6:34: groups.release.slack_user_groups[0]: \"T0123/U0456\" is not of the right form; it must be TEAM/USER-GROUP by their ids, such as T0123ABCD/S0456EFGH"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isRefused(String text, List<String> faults) {
        Faults.check(text, faults);
    }
}
