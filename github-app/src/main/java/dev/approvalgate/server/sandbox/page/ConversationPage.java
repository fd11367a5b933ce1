package dev.approvalgate.server.sandbox.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Refusal;
import dev.approvalgate.server.sandbox.page.StoryEntry.State;
import dev.approvalgate.server.sandbox.slack.AppAnswer;
import dev.approvalgate.server.sandbox.slack.Json;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Serves the conversation at {@code /} of the Slack stand-in, and below {@code /page/} what its script needs. What a person does there goes
 * to the app as a real, signed interaction.
 */
public final class ConversationPage {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final SlackStandIn slack;
    private final Story story;
    private final List<PageAction> actions;
    private final PageState state;
    private final PageGuard guard = new PageGuard(new SecureRandom());

    private ConversationPage(SlackStandIn slack, Story story, List<PageAction> actions, Clock clock) {
        this.slack = slack;
        this.story = story;
        this.actions = List.copyOf(actions);
        this.state = new PageState(slack, story, this.actions, clock);
        story.listen(entry -> slack.changes().happened());
    }

    /** Adds the page to a running stand-in, with what it tells and what its buttons do. */
    public static void serve(SlackStandIn slack, Story story, List<PageAction> actions, Clock clock) {
        new ConversationPage(slack, story, actions, clock).register();
    }

    private void register() {
        var server = slack.server();
        server.route("GET", "/", call -> PageFiles.markup(guard.token()));
        server.route("GET", "/page/conversation.css", call -> PageFiles.style());
        server.route("GET", "/page/conversation.js", call -> PageFiles.script());
        server.route("GET", "/page/state", this::state);
        acting("act", this::act);
        acting("dismiss", (as, body) -> {
            slack.dismiss(as, body.path("ts").asText());
            return AppAnswer.of(200);
        });
        acting("view/act", (as, body) -> slack.actInView(as, body.path("action").asText(), option(body), values(body)));
        acting("view/submit", (as, body) -> {
            story.tell(State.INFO, name(as) + " submits the dialog", "Slack sends it to the gate, signed.");
            return slack.submitView(as, values(body));
        });
        acting("view/close", (as, body) -> slack.closeView(as));
        acting("scenario", this::scenario);
    }

    /** Something that a person does. */
    @FunctionalInterface
    private interface Doing {
        AppAnswer by(String as, JsonNode body);
    }

    private void acting(String path, Doing doing) {
        slack.server().route("POST", "/page/" + path, call -> {
            guard.checkActing(call);
            JsonNode body = body(call);
            try {
                return told(doing.by(person(body.path("as").asText()), body));
            } catch (NoSuchElementException e) {
                throw refused(409, e);
            } catch (IllegalArgumentException | IllegalStateException e) {
                throw refused(422, e);
            }
        });
    }

    private AppAnswer act(String as, JsonNode body) {
        String ts = body.path("ts").asText();
        String action = body.path("action").asText();
        String option = option(body);
        String pressed = action.replace('_', ' ');
        story.tell(State.INFO, name(as) + " presses \"" + pressed + "\"", "Slack sends the click to the gate, signed.");
        return option == null ? slack.click(as, ts, action) : slack.choose(as, ts, action, option);
    }

    private AppAnswer scenario(String as, JsonNode body) {
        String id = body.path("id").asText();
        actions.stream()
                .filter(action -> action.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("There is no scenario " + id + "."))
                .run()
                .run();
        return AppAnswer.of(200);
    }

    private Answer state(Call call) throws InterruptedException {
        guard.checkReading(call);
        long known;
        try {
            known = Long.parseLong(call.param("since").orElse("0"));
        } catch (NumberFormatException e) {
            throw refused(400, e);
        }
        long version = slack.changes().await(known, LONGEST_WAIT);
        String as = call.param("as").orElse("");
        boolean someone = state.people().stream().anyMatch(user -> user.id().equals(as));
        String who = someone ? as : state.people().get(0).id();
        return PageFiles.secured(Answer.json(200, Json.write(state.read(who, version))));
    }

    private String name(String user) {
        return slack.workspace().user(user).map(SlackUser::realName).orElse(user);
    }

    private String person(String id) {
        return state.people().stream()
                .map(user -> user.id())
                .filter(id::equals)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("There is no person " + id + "."));
    }

    private static Answer told(AppAnswer answer) {
        ObjectNode told = Json.object().put("ok", answer.ok()).put("problem", answer.problem());
        ObjectNode errors = told.putObject("errors");
        answer.errors().forEach(errors::put);
        return PageFiles.secured(Answer.json(200, Json.write(told)));
    }

    private static JsonNode body(Call call) {
        try {
            return Json.parse(call.body().text());
        } catch (JsonProcessingException e) {
            throw new Refusal(Answer.json(400, "{\"message\":\"The body is not JSON.\"}"));
        }
    }

    private static @Nullable String option(JsonNode body) {
        return body.path("option").textValue();
    }

    private static Map<String, String> values(JsonNode body) {
        Map<String, String> values = new HashMap<>();
        body.path("values")
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText("")));
        return values;
    }

    private static Refusal refused(int status, Exception why) {
        String message = String.valueOf(why.getMessage());
        return new Refusal(Answer.json(status, Json.write(Json.object().put("message", message))));
    }
}
