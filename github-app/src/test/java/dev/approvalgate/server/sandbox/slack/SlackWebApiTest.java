package dev.approvalgate.server.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.model.Message;
import com.slack.api.model.User;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.sandbox.slack.SlackUser.Flag;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlackWebApiTest extends SlackStandInTestCase {

    @Test
    void tellsTheTokensOwnerAndItsScopes() throws Exception {
        var answer = api.authTest(r -> r);
        assertThat(answer.getTeamId()).isEqualTo(slack.workspace().teamId());
        assertThat(answer.getBotId()).isEqualTo(app.botId());
        assertThat(answer.getHttpResponseHeaders().get("x-oauth-scopes").get(0)).contains("chat:write");
    }

    @Test
    void refusesUnknownTokensWrongKindsAndMissingScopes() throws Exception {
        assertThat(client.methods("xoxb-other").authTest(r -> r).getError()).isEqualTo("invalid_auth");
        assertThat(client.methods(app.appToken()).authTest(r -> r).getError()).isEqualTo("not_allowed_token_type");
        try (SlackStandIn poor = SlackStandIn.start(
                StandInSetup.of(SlackWorkspace.withRoles(app.withScopes(Set.of("chat:write"))), clock))) {
            client.getConfig().setMethodsEndpointUrlPrefix(poor.apiBase().toString());
            assertThat(client.methods(app.botToken())
                            .usersInfo(r -> r.user(SlackWorkspace.AUTHOR))
                            .getError())
                    .isEqualTo("missing_scope");
        }
    }

    @Test
    void postsAndFindsAgainByMetadata() throws Exception {
        var posted = api.chatPostMessage(r -> r.channel(CHANNEL)
                .text("fallback")
                .blocksAsString(BUTTON)
                .metadata(Message.Metadata.builder()
                        .eventType("approval_request")
                        .eventPayload(Map.of("request", "r1"))
                        .build()));
        assertThat(posted.isOk()).isTrue();
        ConversationsHistoryResponse with =
                api.conversationsHistory(r -> r.channel(CHANNEL).includeAllMetadata(true));
        assertThat(with.getMessages().get(0).getMetadata().getEventPayload()).containsEntry("request", "r1");
        assertThat(with.getMessages().get(0).getBotId()).isEqualTo(app.botId());
        ConversationsHistoryResponse without = api.conversationsHistory(r -> r.channel(CHANNEL));
        assertThat(without.getMessages().get(0).getMetadata()).isNull();
    }

    @Test
    void anUpdateWithTextOnlyDeletesTheBlocksAndKeepsTheMetadata() throws Exception {
        var posted = api.chatPostMessage(r -> r.channel(CHANNEL)
                .blocksAsString(BUTTON)
                .text("before")
                .metadataAsString("{\"event_type\":\"e\",\"event_payload\":{\"a\":\"b\"}}"));
        assertThat(api.chatUpdate(r -> r.channel(CHANNEL).ts(posted.getTs()).text("after"))
                        .isOk())
                .isTrue();
        SlackMessage now = slack.messages(CHANNEL).get(0);
        assertThat(now.blocks().isMissingNode()).isTrue();
        assertThat(now.text()).isEqualTo("after");
        assertThat(now.metadata().path("event_payload").path("a").asText()).isEqualTo("b");
    }

    @Test
    void pagesHistoryNewestFirstWithoutReplies() throws Exception {
        String first = api.chatPostMessage(r -> r.channel(CHANNEL).text("1")).getTs();
        api.chatPostMessage(r -> r.channel(CHANNEL).threadTs(first).text("reply"));
        String second = api.chatPostMessage(r -> r.channel(CHANNEL).text("2")).getTs();
        var page = api.conversationsHistory(r -> r.channel(CHANNEL).limit(1));
        assertThat(page.getMessages()).extracting(Message::getTs).containsExactly(second);
        assertThat(page.isHasMore()).isTrue();
        String cursor = page.getResponseMetadata().getNextCursor();
        assertThat(api.conversationsHistory(
                                r -> r.channel(CHANNEL).cursor(cursor).limit(5))
                        .getMessages())
                .extracting(Message::getTs)
                .containsExactly(first);
        assertThat(api.conversationsHistory(r -> r.channel(CHANNEL).oldest(first))
                        .getMessages())
                .hasSize(1);
        assertThat(api.conversationsReplies(r -> r.channel(CHANNEL).ts(first)).getMessages())
                .extracting(Message::getText)
                .containsExactly("1", "reply");
    }

    @Test
    void showsAnEphemeralMessageToOnePersonOnly() throws Exception {
        api.chatPostEphemeral(r -> r.channel(CHANNEL).user(SlackWorkspace.GUEST).text("You cannot approve this."));
        assertThat(slack.ephemerals(SlackWorkspace.GUEST)).hasSize(1);
        assertThat(slack.ephemerals(SlackWorkspace.AUTHOR)).isEmpty();
        assertThat(slack.messages(CHANNEL)).isEmpty();
        assertThat(api.conversationsHistory(r -> r.channel(CHANNEL)).getMessages())
                .isEmpty();
    }

    @Test
    void postsOnlyWhereTheAppIs() throws Exception {
        assertThat(api.chatPostMessage(r -> r.channel("C0NOWHERE").text("x")).getError())
                .isEqualTo("channel_not_found");
        assertThat(api.chatPostMessage(r -> r.channel(SlackWorkspace.INCIDENTS).text("x"))
                        .getError())
                .isEqualTo("not_in_channel");
        api.conversationsJoin(r -> r.channel(SlackWorkspace.INCIDENTS));
        assertThat(api.chatPostMessage(r -> r.channel(SlackWorkspace.INCIDENTS).text("x"))
                        .isOk())
                .isTrue();
    }

    @Test
    void opensADirectConversation() throws Exception {
        String direct = api.conversationsOpen(r -> r.users(List.of(SlackWorkspace.AUTHOR)))
                .getChannel()
                .getId();
        assertThat(api.chatPostMessage(r -> r.channel(direct).text("hello")).isOk())
                .isTrue();
        assertThat(slack.messages(direct)).hasSize(1);
        assertThat(api.conversationsOpen(r -> r.users(List.of(SlackWorkspace.OTHER_BOT)))
                        .getError())
                .isEqualTo("cannot_dm_bot");
    }

    @Test
    void saysWhatSetsAnAccountOrChannelApart() throws Exception {
        User guest = api.usersInfo(r -> r.user(SlackWorkspace.GUEST)).getUser();
        assertThat(guest.isRestricted()).isTrue();
        assertThat(guest.isUltraRestricted() || guest.isDeleted() || guest.isBot())
                .isFalse();
        SlackUser gone =
                slack.workspace().user(SlackWorkspace.ON_CALL).orElseThrow().with(Flag.DELETED);
        slack.workspace().put(gone);
        assertThat(api.usersInfo(r -> r.user(gone.id())).getUser().isDeleted()).isTrue();
        assertThat(api.usersInfo(r -> r.user("U0NOBODY")).getError()).isEqualTo("user_not_found");
        assertThat(api.conversationsInfo(r -> r.channel(SlackWorkspace.PARTNERS))
                        .getChannel()
                        .isExtShared())
                .isTrue();
        assertThat(api.conversationsInfo(r -> r.channel(CHANNEL)).getChannel().isExtShared())
                .isFalse();
    }

    @Test
    void listsAUserGroup() throws Exception {
        slack.workspace().group("S0APPROVERS", Set.of(SlackWorkspace.APPROVER_1, SlackWorkspace.APPROVER_2));
        assertThat(api.usergroupsUsersList(r -> r.usergroup("S0APPROVERS")).getUsers())
                .containsExactly(SlackWorkspace.APPROVER_1, SlackWorkspace.APPROVER_2);
        assertThat(api.usergroupsUsersList(r -> r.usergroup("S0OTHER")).getError())
                .isEqualTo("no_such_subteam");
    }

    @Test
    void refusesOversizedBlocksAndSaysWhere() throws Exception {
        String header = "[{\"type\":\"divider\"},{\"type\":\"header\",\"text\":{\"type\":\"plain_text\",\"text\":\""
                + "x".repeat(151) + "\"}}]";
        var answer = api.chatPostMessage(r -> r.channel(CHANNEL).text("t").blocksAsString(header));
        assertThat(answer.getError()).isEqualTo("invalid_blocks");
        assertThat(answer.getResponseMetadata().getMessages())
                .containsExactly("[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]");
        String section = "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"" + "x".repeat(2900) + "\"}}";
        String tooMuch = "[" + String.join(",", Collections.nCopies(5, section)) + "]";
        assertThat(api.chatPostMessage(r -> r.channel(CHANNEL).text("t").blocksAsString(tooMuch))
                        .getError())
                .isEqualTo("msg_blocks_too_long");
        assertThat(api.chatPostMessage(r -> r.channel(CHANNEL)).getError()).isEqualTo("no_text");
        assertThat(slack.messages(CHANNEL)).isEmpty();
    }

    @Test
    void limitsAreInjectedThroughTheServer() {
        Interceptor limit = new Interceptor() {
            @Override
            public Optional<Answer> before(Call call) {
                return Optional.of(Answer.json(429, "{\"ok\":false,\"error\":\"ratelimited\"}")
                        .with("Retry-After", "30"));
            }
        };
        slack.server().intercept(limit);
        SlackApiException refused = catchThrowableOfType(
                SlackApiException.class,
                () -> api.chatPostMessage(r -> r.channel(CHANNEL).text("x")));
        assertThat(refused.getResponse().code()).isEqualTo(429);
        assertThat(refused.getResponse().header("Retry-After")).isEqualTo("30");
    }

    @Test
    void deletesAndLinksMessages() throws Exception {
        String ts = postWithButton();
        assertThat(api.chatGetPermalink(r -> r.channel(CHANNEL).messageTs(ts)).getPermalink())
                .isEqualTo(slack.base() + "/archives/" + CHANNEL + "/p" + ts.replace(".", ""));
        assertThat(api.chatDelete(r -> r.channel(CHANNEL).ts(ts)).isOk()).isTrue();
        assertThat(api.chatDelete(r -> r.channel(CHANNEL).ts(ts)).getError()).isEqualTo("message_not_found");
    }
}
