package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues {@code response_url}s, each good for five uses in thirty minutes, and serves them. */
final class ResponseUrls {
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int USES = 5;
    private static final int MOST = 1_000;

    private record Issued(
            String channel, String user, @Nullable String messageTs, Instant at, int used) {}

    private final Map<String, Issued> issued = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final SlackWorkspace workspace;
    private final MessageStore messages;
    private final Content content;
    private final Clock clock;
    private final String base;

    ResponseUrls(SlackWorkspace workspace, MessageStore messages, Content content, Clock clock, String base) {
        this.workspace = workspace;
        this.messages = messages;
        this.content = content;
        this.clock = clock;
        this.base = base;
    }

    synchronized String issue(String channel, String user, @Nullable String messageTs) {
        if (issued.size() >= MOST) {
            issued.remove(issued.keySet().iterator().next());
        }
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        issued.put(key, new Issued(channel, user, messageTs, clock.instant(), 0));
        return base + "/actions/" + workspace.teamId() + "/" + key;
    }

    Answer serve(Call call) {
        try {
            Issued to = use(call.var("key"));
            apply(Arguments.of(call), to);
            return Answer.of(200, "text/plain; charset=utf-8", "ok");
        } catch (SlackError e) {
            int status = e.code().endsWith("_url") ? 404 : 400;
            return Answer.json(status, Json.write(Json.object().put("ok", false).put("error", e.code())));
        }
    }

    private synchronized Issued use(String key) throws SlackError {
        Issued found = issued.get(key);
        if (found == null || clock.instant().isAfter(found.at().plus(LIFE))) {
            throw new SlackError("expired_url");
        }
        if (found.used() >= USES) {
            throw new SlackError("used_url");
        }
        issued.put(key, new Issued(found.channel(), found.user(), found.messageTs(), found.at(), found.used() + 1));
        return found;
    }

    private void apply(Arguments arguments, Issued to) throws SlackError {
        Optional<SlackMessage> original = Optional.ofNullable(to.messageTs()).flatMap(messages::find);
        if (arguments.flag("delete_original")) {
            original.ifPresent(messages::delete);
            return;
        }
        boolean replace = arguments.flag("replace_original") && original.isPresent();
        ObjectNode json = replace ? original.get().json().deepCopy() : ChatMethods.fromApp(workspace);
        content.copy(arguments, json);
        if (replace) {
            messages.replace(original.get(), json);
        } else {
            post(arguments, to.channel(), to.user(), json);
        }
    }

    /** Shows what the app said in answer: to one person, unless it asked for the channel. */
    void post(Arguments arguments, String channel, String user, ObjectNode json) {
        boolean everybody = arguments.text("response_type").orElse("").equals("in_channel");
        arguments.text("thread_ts").ifPresent(ts -> json.put("thread_ts", ts));
        messages.post(channel, everybody ? null : user, everybody ? json : json.put("is_ephemeral", true));
    }

    /** Shows the body of the answer to a slash command: JSON, or plain text. */
    void answerToCommand(AppAnswer answer, String channel, String user) throws SlackError {
        if (answer.body().isBlank()) {
            return;
        }
        ObjectNode json = ChatMethods.fromApp(workspace);
        Arguments arguments = Arguments.ofAnswer(answer);
        content.copy(arguments, json);
        post(arguments, channel, user, json);
    }
}
