package dev.approvalgate.adapter.slack;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Slack's Web API for one workspace, with bounded calls and errors that say what to do. One instance a process. */
public final class SlackApi implements AutoCloseable {

    private final SlackConnection connection;
    private final Clock clock;
    private final Slack slack;
    private final MethodsClient methods;
    private volatile @Nullable Self self;

    /** One call of Slack's client. */
    interface Call<T extends SlackApiTextResponse> {
        T call(MethodsClient methods) throws IOException, SlackApiException;
    }

    /**
     * Who we are in the workspace.
     *
     * @param team id of the team that the token belongs to
     * @param bot id of our bot, which marks our own messages
     * @param user id of our bot's user
     * @param url the workspace's address
     */
    record Self(String team, String bot, String user, String url) {}

    /**
     * Connects to nothing yet.
     *
     * @param connection which workspace and app
     * @param clock the time
     */
    public SlackApi(SlackConnection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.slack = SlackHttp.client(connection.apiBase());
        this.methods = slack.methods(connection.botToken().reveal());
    }

    SlackConnection connection() {
        return connection;
    }

    Clock clock() {
        return clock;
    }

    /**
     * {@return what Slack answered}
     *
     * @param unreachable the reason where Slack cannot be reached
     * @throws SlackProblem where Slack refuses; {@link dev.approvalgate.gate.work.RetryLater} where it asks us to come back later
     */
    <T extends SlackApiTextResponse> T call(ReasonCode unreachable, String method, Call<T> call) {
        T answer;
        try {
            answer = call.call(methods);
        } catch (SlackApiException e) {
            throw SlackProblem.ofHttp(
                    method, unreachable, e.getResponse().code(), e.getResponse().header("Retry-After"));
        } catch (IOException | RuntimeException e) {
            // The cause may quote the request, and so the token: it is named, not kept.
            throw new GateException(
                    unreachable,
                    "Slack's " + method + " cannot be reached (" + e.getClass().getSimpleName() + ")");
        }
        if (!answer.isOk()) {
            throw SlackProblem.of(method, unreachable, answer.getError(), answer.getNeeded());
        }
        return answer;
    }

    <T extends SlackApiTextResponse> T call(String method, Call<T> call) {
        return call(ReasonCode.CHANNEL_UNREACHABLE, method, call);
    }

    /** {@return who we are; asked once} */
    Self self() {
        Self known = self;
        if (known == null) {
            var answer = call("auth.test", client -> client.authTest(request -> request));
            known = new Self(answer.getTeamId(), answer.getBotId(), answer.getUserId(), answer.getUrl());
            if (!known.team().equals(connection.team())) {
                throw new GateException(
                        ReasonCode.CONFIGURATION_INVALID,
                        "slack.bot_token belongs to team " + known.team() + ", but slack.team says " + connection.team()
                                + "; write the id of the team that you mean, and use the token of its installation");
            }
            self = known;
        }
        return known;
    }

    /** {@return the address of a new socket; for one connection} */
    String openSocket(Secret appToken) {
        return call(
                        "apps.connections.open",
                        client -> client.appsConnectionsOpen(request -> request.token(appToken.reveal())))
                .getUrl();
    }

    @Override
    public void close() {
        try {
            slack.close();
        } catch (Exception e) {
            throw new IllegalStateException("Slack's client does not close", e);
        }
    }
}
