package dev.approvalgate.server.sandbox.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stand-in, Slack's own Java client pointed to it, and an app that it sends interactions to. */
abstract class SlackStandInTestCase {
    static final String CHANNEL = SlackWorkspace.DEPLOYMENTS;

    final SteppingClock clock = new SteppingClock(Instant.parse("2026-03-02T10:00:00Z"));
    final SlackApp app = SlackApp.fresh("Approval Gate");
    final SlackStandIn slack = SlackStandIn.start(
            StandInSetup.of(SlackWorkspace.withRoles(app), clock).withPatience(Duration.ofSeconds(2)));
    final PretendApp pretendApp = new PretendApp(slack);
    Slack client;
    MethodsClient api;

    @BeforeEach
    void connect() {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(slack.apiBase().toString());
        config.getMethodsConfig().setStatsEnabled(false);
        client = Slack.getInstance(config);
        api = client.methods(app.botToken());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        pretendApp.close();
        slack.close();
    }

    /** Posts a message with an approve button, by Slack's client, and returns its {@code ts}. */
    String postWithButton() throws Exception {
        return api.chatPostMessage(
                        r -> r.channel(CHANNEL).text("A deploy waits").blocksAsString(BUTTON))
                .getTs();
    }

    static final String BUTTON = """
            [{"type":"section","text":{"type":"plain_text","text":"Deploy to production?"}},
             {"type":"actions","block_id":"decide","elements":[
               {"type":"button","action_id":"approve","style":"primary","value":"digest",
                "text":{"type":"plain_text","text":"Approve"}},
               {"type":"overflow","action_id":"more","options":[
                 {"text":{"type":"plain_text","text":"Details"},"value":"details"}]}]}]
            """;

    static final String MODAL = """
            {"type":"modal","callback_id":"vote","private_metadata":"r1","notify_on_close":true,
             "title":{"type":"plain_text","text":"Approve"},
             "submit":{"type":"plain_text","text":"Approve"},
             "blocks":[{"type":"input","block_id":"reason","label":{"type":"plain_text","text":"Reason"},
               "element":{"type":"plain_text_input","action_id":"text","max_length":20}}]}
            """;
}
