package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.LoopbackServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An app that receives interactions over HTTP, keeps them, and answers as the test says. */
final class PretendApp implements AutoCloseable {
    private final LoopbackServer server = LoopbackServer.start(0);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<JsonNode, Answer> answers = payload -> Answer.empty(200);

    PretendApp(SlackStandIn slack) {
        server.route("POST", "/slack/interactions", call -> {
            calls.add(call);
            return answers.apply(Json.parse(call.form().get("payload")));
        });
        server.route("POST", "/slack/commands", call -> {
            calls.add(call);
            return answers.apply(Json.object());
        });
        slack.target(server.base().resolve("/slack/interactions"), server.base().resolve("/slack/commands"));
    }

    void answer(Function<JsonNode, Answer> with) {
        answers = with;
    }

    List<Call> calls() {
        return calls;
    }

    Call last() {
        return calls.get(calls.size() - 1);
    }

    JsonNode lastPayload() throws Exception {
        return Json.parse(last().form().get("payload"));
    }

    @Override
    public void close() {
        server.close();
    }
}
