package io.jenkins.plugins.approvalgate.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the ledger and administrators are told of settings. */
class SettingsTest {

    /** A setting that is added and not named here would be changed without a trace. */
    @Test
    void everySettingHasItsName() {
        var all = new Settings(
                "policyFile",
                "serverUrl",
                new Settings.Slack(
                        "slackTeam",
                        "slackApp",
                        "slackWorkspaceUrl",
                        "slackApiUrl",
                        "slackBotTokenId",
                        "slackAppTokenId",
                        "slackSigningSecretId"));
        Map<String, String> named = all.named("jenkinsUrl");
        assertThat(named).allSatisfy((name, value) -> assertThat(value).isEqualTo(name));
        long texts = Stream.of(Settings.class, Settings.Slack.class)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(RecordComponent::getType)
                .filter(type -> !type.equals(Settings.Slack.class))
                .count();
        assertThat(named).hasSize((int) texts + 1);
    }

    @Test
    void messagesNameTheFieldsOfThePage() {
        assertThat(FieldNames.in("slack.app_token is missing; check slack.team and slack.app"))
                .isEqualTo("the app-level token is missing; check the Slack team and the Slack app");
    }

    @Test
    void whatIsNotSetHasNone() {
        var none = new Settings(null, null, new Settings.Slack(null, null, null, null, null, null, null));
        assertThat(none.named(null)).isEmpty();
    }
}
