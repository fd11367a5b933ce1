package dev.approvalgate.server.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.SlackSignature;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.util.json.GsonFactory;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SlackInteractionsTest extends SlackStandInTestCase {
    private static final String WHO = SlackWorkspace.APPROVER_1;

    @Test
    void aClickArrivesInThePublishedShape() throws Exception {
        String ts = postWithButton();
        assertThat(slack.click(WHO, ts, "approve").ok()).isTrue();
        BlockActionPayload payload = GsonFactory.createSnakeCase()
                .fromJson(pretendApp.last().form().get("payload"), BlockActionPayload.class);
        assertThat(payload.getUser().getId()).isEqualTo(WHO);
        assertThat(payload.getUser().getTeamId()).isEqualTo(slack.workspace().teamId());
        assertThat(payload.getApiAppId()).isEqualTo(app.appId());
        assertThat(payload.getContainer().getMessageTs()).isEqualTo(ts);
        assertThat(payload.getChannel().getName()).isEqualTo("deployments");
        assertThat(payload.getMessage().getTs()).isEqualTo(ts);
        assertThat(payload.getTriggerId()).isNotBlank();
        assertThat(payload.getActions().get(0).getValue()).isEqualTo("digest");
        assertThat(payload.getActions().get(0).getBlockId()).isEqualTo("decide");
        assertThat(payload.getActions().get(0).getActionTs()).matches("[0-9]{10}\\.[0-9]{6}");
    }

    @Test
    void slacksOwnVerifierAcceptsTheSignature() throws Exception {
        slack.click(WHO, postWithButton(), "approve");
        Call call = pretendApp.last();
        String timestamp = call.header("X-Slack-Request-Timestamp").orElseThrow();
        String signature = call.header("X-Slack-Signature").orElseThrow();
        var verifier = new SlackSignature.Verifier(new SlackSignature.Generator(app.signingSecret()));
        long now = clock.millis();
        assertThat(verifier.isValid(timestamp, call.body().text(), signature, now))
                .isTrue();
        assertThat(verifier.isValid(timestamp, call.body().text() + "x", signature, now))
                .isFalse();
        assertThat(timestamp).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
    }

    @Test
    void aReplayIsTheSameBytesUnderTheOldSignature() throws Exception {
        slack.click(WHO, postWithButton(), "approve");
        clock.step(Duration.ofMinutes(6));
        slack.replayLastInteraction();
        Call first = pretendApp.calls().get(0);
        Call again = pretendApp.calls().get(1);
        assertThat(again.body().text()).isEqualTo(first.body().text());
        assertThat(again.header("X-Slack-Signature")).isEqualTo(first.header("X-Slack-Signature"));
        assertThat(again.header("X-Slack-Request-Timestamp")).isEqualTo(first.header("X-Slack-Request-Timestamp"));
    }

    @Test
    void anAttackersBodyTravelsAsGiven() {
        AppAnswer answer = slack.sendRaw("payload=%7B%7D", "1", "v0=00");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(pretendApp.last().header("X-Slack-Signature")).contains("v0=00");
        assertThat(slack.sign("1", "payload=%7B%7D")).startsWith("v0=").hasSize(67);
    }

    @Test
    void onlyWhatIsShownCanBeClicked() throws Exception {
        String ts = postWithButton();
        assertThatThrownBy(() -> slack.click(WHO, ts, "gone")).isInstanceOf(NoSuchElementException.class);
        String private1 = api.chatPostEphemeral(r ->
                        r.channel(CHANNEL).user(SlackWorkspace.AUTHOR).text("t").blocksAsString(BUTTON))
                .getMessageTs();
        assertThatThrownBy(() -> slack.click(WHO, private1, "approve")).isInstanceOf(NoSuchElementException.class);
        assertThat(slack.click(SlackWorkspace.AUTHOR, private1, "approve").ok()).isTrue();
        assertThat(pretendApp.lastPayload().has("message")).isFalse();
        assertThat(pretendApp
                        .lastPayload()
                        .path("container")
                        .path("is_ephemeral")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aMenuSendsTheChosenOption() throws Exception {
        slack.choose(WHO, postWithButton(), "more", "details");
        JsonNode action = pretendApp.lastPayload().path("actions").path(0);
        assertThat(action.path("selected_option").path("value").asText()).isEqualTo("details");
        assertThat(action.path("type").asText()).isEqualTo("overflow");
    }

    @Test
    void aFailingAppIsAProblemForThePerson() throws Exception {
        String ts = postWithButton();
        pretendApp.answer(payload -> Answer.empty(500));
        assertThat(slack.click(WHO, ts, "approve").ok()).isFalse();
        pretendApp.answer(payload -> Answer.dropped());
        assertThat(slack.click(WHO, ts, "approve").status()).isZero();
    }

    @Test
    void aTriggerOpensOneModalWithinThreeSeconds() throws Exception {
        String ts = postWithButton();
        slack.click(WHO, ts, "approve");
        String trigger = pretendApp.lastPayload().path("trigger_id").asText();
        assertThat(open(trigger).isOk()).isTrue();
        assertThat(slack.openView(WHO).orElseThrow().callbackId()).isEqualTo("vote");
        assertThat(open(trigger).getError()).isEqualTo("exchanged_trigger_id");
        slack.click(WHO, ts, "approve");
        clock.step(Duration.ofMillis(3001));
        assertThat(open(pretendApp.lastPayload().path("trigger_id").asText()).getError())
                .isEqualTo("expired_trigger_id");
        assertThat(open("1.2.3").getError()).isEqualTo("invalid_trigger_id");
    }

    @Test
    void aSubmissionCarriesWhatWasEnteredAndClosesTheModal() throws Exception {
        openModal();
        assertThat(slack.submitView(WHO, Map.of("text", "looks right")).ok()).isTrue();
        ViewSubmissionPayload payload = GsonFactory.createSnakeCase()
                .fromJson(pretendApp.last().form().get("payload"), ViewSubmissionPayload.class);
        assertThat(payload.getView()
                        .getState()
                        .getValues()
                        .get("reason")
                        .get("text")
                        .getValue())
                .isEqualTo("looks right");
        assertThat(payload.getView().getPrivateMetadata()).isEqualTo("r1");
        assertThat(slack.openView(WHO)).isEmpty();
    }

    @Test
    void theClientRefusesWhatSlacksClientWould() throws Exception {
        openModal();
        assertThatThrownBy(() -> slack.submitView(WHO, Map.of())).hasMessageContaining("required");
        assertThatThrownBy(() -> slack.submitView(WHO, Map.of("text", "x".repeat(21))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSubmissionsAnswerShowsErrorsOrAnotherView() throws Exception {
        openModal();
        pretendApp.answer(
                payload -> Answer.json(200, "{\"response_action\":\"errors\",\"errors\":{\"reason\":\"Say more.\"}}"));
        assertThat(slack.submitView(WHO, Map.of("text", "ok")).errors()).containsEntry("reason", "Say more.");
        assertThat(slack.openView(WHO)).isPresent();
        String next = MODAL.replace("\"vote\"", "\"done\"");
        pretendApp.answer(payload -> Answer.json(200, "{\"response_action\":\"update\",\"view\":" + next + "}"));
        slack.submitView(WHO, Map.of("text", "ok"));
        assertThat(slack.openView(WHO).orElseThrow().callbackId()).isEqualTo("done");
        pretendApp.answer(payload -> Answer.json(200, "{\"response_action\":\"update\",\"view\":{}}"));
        assertThat(slack.submitView(WHO, Map.of("text", "ok")).problem()).contains("/view");
    }

    @Test
    void viewsAreUpdatedAgainstTheirHashAndPushedToADepth() throws Exception {
        openModal();
        OpenView view = slack.openView(WHO).orElseThrow();
        assertThat(api.viewsUpdate(r -> r.viewId(view.id()).hash("stale").viewAsString(MODAL))
                        .getError())
                .isEqualTo("hash_conflict");
        String hash = view.json().path("hash").asText();
        assertThat(api.viewsUpdate(r -> r.viewId(view.id()).hash(hash).viewAsString(MODAL))
                        .isOk())
                .isTrue();
        String ts = postWithButton();
        for (String expected : new String[] {"", "", "push_limit_reached"}) {
            slack.click(WHO, ts, "approve");
            String trigger = pretendApp.lastPayload().path("trigger_id").asText();
            String error =
                    api.viewsPush(r -> r.triggerId(trigger).viewAsString(MODAL)).getError();
            assertThat(error == null ? "" : error).isEqualTo(expected);
        }
    }

    @Test
    void closingTellsTheAppThatAskedForIt() throws Exception {
        openModal();
        slack.closeView(WHO);
        assertThat(pretendApp.lastPayload().path("type").asText()).isEqualTo("view_closed");
        assertThat(slack.openView(WHO)).isEmpty();
    }

    @Test
    void aSlashCommandsAnswerIsShownToItsSender() {
        pretendApp.answer(none -> Answer.json(200, "{\"text\":\"Nothing waits.\"}"));
        slack.command(WHO, CHANNEL, "/approvals", "list");
        assertThat(pretendApp.last().path()).isEqualTo("/slack/commands");
        assertThat(pretendApp.last().form())
                .containsEntry("command", "/approvals")
                .containsEntry("text", "list");
        assertThat(slack.ephemerals(WHO)).extracting(SlackMessage::text).containsExactly("Nothing waits.");
    }

    private void openModal() throws Exception {
        slack.click(WHO, postWithButton(), "approve");
        assertThat(open(pretendApp.lastPayload().path("trigger_id").asText()).isOk())
                .isTrue();
    }

    private ViewsOpenResponse open(String trigger) throws Exception {
        return api.viewsOpen(r -> r.triggerId(trigger).viewAsString(MODAL));
    }
}
