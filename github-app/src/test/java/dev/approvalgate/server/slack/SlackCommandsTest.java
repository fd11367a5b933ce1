package dev.approvalgate.server.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvalgate.adapter.slack.SlackCommands;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.server.sandbox.slack.BlockKitRules;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code /gate} answers, and to whom. */
class SlackCommandsTest {

    private static final String USER = "U0NEWCOMER1";
    private static final Account SLACK = Account.slack(Roles.TEAM, USER);
    private static final Account GITHUB = Account.github(Roles.GITHUB, 77);

    private final SlackWorld world = new SlackWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    private Map<String, String> fields(String user, String text) {
        return new HashMap<>(Map.of(
                "team_id",
                Roles.TEAM,
                "api_app_id",
                world.app.appId(),
                "user_id",
                user,
                "command",
                "/gate",
                "text",
                text));
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode type(SlackCommands commands, String user, String text) {
        JsonNode answer = read(commands.handle(fields(user, text)).json());
        assertThat(answer.path("response_type").asText()).isEqualTo("ephemeral");
        assertThat(BlockKitRules.ofMessage(answer.path("blocks"))).isEmpty();
        assertThat(answer.path("text").asText()).as("what notifications show").isNotBlank();
        return answer;
    }

    private String says(String user, String text) {
        return type(world.commands, user, text).path("text").asText();
    }

    @Test
    void linkGivesAnAddressThatNoPreviewOpens() {
        JsonNode answer = type(world.commands, USER, "link");

        assertThat(answer.findValue("url").asText()).isEqualTo(SlackWorld.LINK_PAGE + USER);
        assertThat(answer.path("text").asText())
                .as("Slack opens addresses in texts to show a preview; a button's it does not")
                .doesNotContain("http")
                .contains("Do not pass it on");
    }

    @Test
    void whereNobodyCanSignInLinkSaysSo() {
        var commands = new SlackCommands(world.api, world.policies, world.linking, null);

        assertThat(type(commands, USER, "link").path("text").asText()).contains("github.client_id");
    }

    @Test
    void whoamiTellsPolicyAndLinks() {
        assertThat(says(Roles.slack(Roles.AUTHOR).id(), "whoami")).contains("The policy knows you as", "author");
        world.workspace.put(SlackUser.member(USER, "newcomer", "Newcomer", Roles.TEAM));
        world.linking.link(SLACK, GITHUB);

        assertThat(says(USER, "whoami"))
                .contains("slack:" + Roles.TEAM + "/" + USER, "does not list", "linked it with GitHub account 77");
    }

    @Test
    void unlinkEndsWhatTheAccountLinkedAndTellsBothSidesOfIt() {
        world.workspace.put(SlackUser.member(USER, "newcomer", "Newcomer", Roles.TEAM));
        assertThat(says(USER, "unlink")).contains("nothing to end");
        world.linking.link(SLACK, GITHUB);
        world.drain();

        assertThat(says(USER, "unlink")).contains("No longer linked with GitHub account 77");
        world.drain();

        assertThat(world.linking.of(GITHUB)).isEmpty();
        assertThat(world.slack.messages("D0NEWCOMER1"))
                .hasSize(2)
                .allSatisfy(message ->
                        assertThat(BlockKitRules.ofMessage(message.blocks())).isEmpty())
                .allSatisfy(message -> assertThat(message.text()).doesNotContain("<!channel>"));
    }

    @Test
    void whatIsNotUnderstoodIsAnsweredWithHelp() {
        for (String text : new String[] {"help", "", "approve everything", "<!channel>"}) {
            assertThat(says(USER, text))
                    .contains("/gate link", "/gate unlink", "/gate whoami")
                    .doesNotContain("channel");
        }
    }

    @Test
    void threat16_aCommandOfAnotherTeamOrAppIsRefused() {
        for (String foreign : new String[] {"team_id", "api_app_id"}) {
            Map<String, String> fields = fields(USER, "link");
            fields.put(foreign, "T0ELSEWHERE");
            assertThatThrownBy(() -> world.commands.handle(fields))
                    .isInstanceOfSatisfying(
                            GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.HOST_FACT_MISMATCH));
        }
        Map<String, String> nobody = fields("../admin", "link");
        assertThatThrownBy(() -> world.commands.handle(nobody))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.REQUEST_MALFORMED));
    }
}
