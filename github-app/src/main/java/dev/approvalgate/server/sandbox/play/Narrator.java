package dev.approvalgate.server.sandbox.play;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Interceptor;
import dev.approvalgate.server.sandbox.page.Story;
import dev.approvalgate.server.sandbox.page.StoryEntry.State;
import dev.approvalgate.server.sandbox.slack.Json;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells in plain words what the gate does at Slack and GitHub, by the calls that these served. */
final class Narrator implements Interceptor {
    private static final int LONGEST = 300;
    private static final Pattern MARKS = Pattern.compile("\\*\\*|` | `|\\s*\\(request [^)]*\\)");

    private final Story story;
    private final SlackWorkspace workspace;

    Narrator(Story story, SlackWorkspace workspace) {
        this.story = story;
        this.workspace = workspace;
    }

    @Override
    public Optional<Answer> after(Call call, Answer answer) {
        if (answer.status() / 100 == 2 && !call.method().equals("GET")) {
            String path = call.path();
            if (path.startsWith("/api/")) {
                slack(path.substring("/api/".length()), fields(call), answer);
            } else if (!path.startsWith("/page/")) {
                github(call.method(), path, json(call.body().text()));
            }
        }
        return Optional.empty();
    }

    private void slack(String method, Map<String, String> fields, Answer answer) {
        if (!json(answer.body().text()).path("ok").asBoolean()) {
            return;
        }
        String text = fields.getOrDefault("text", "");
        switch (method) {
            case "chat.postMessage" -> {
                if (fields.containsKey("thread_ts")) {
                    tell(State.INFO, "The thread keeps the details", text);
                } else {
                    tell(State.WAITING, "Reviewers are asked in Slack", text);
                }
            }
            case "chat.update" -> tell(State.INFO, "The Slack message is brought up to date", text);
            case "chat.postEphemeral" ->
                tell(
                        text.contains("does not count") ? State.REFUSED : State.INFO,
                        "Only " + name(fields.getOrDefault("user", "")) + " is told",
                        text);
            case "views.open" -> tell(State.INFO, "A dialog opens", title(fields.getOrDefault("view", "")));
            default -> {}
        }
    }

    private void github(String method, String path, JsonNode body) {
        if (path.endsWith("/deployment_protection_rule")) {
            String comment = plain(body.path("comment").asText(""));
            switch (body.path("state").asText("")) {
                case "approved" -> tell(State.DONE, "GitHub is told: approved", comment);
                case "rejected" -> tell(State.REFUSED, "GitHub is told: rejected", comment);
                default -> tell(State.INFO, "The waiting deployment says at GitHub why it waits", comment);
            }
        } else if (path.contains("/check-runs")) {
            String title = body.path("output").path("title").asText("");
            tell(
                    State.INFO,
                    method.equals("POST")
                            ? "A check run shows the request at GitHub"
                            : "The check run is brought up to date",
                    title);
        }
    }

    private void tell(State state, String title, String detail) {
        story.tell(state, title, detail.length() > LONGEST ? detail.substring(0, LONGEST) + " …" : detail);
    }

    /** A comment without the Markdown that keeps names inert at GitHub, and without the request's id. */
    private static String plain(String markdown) {
        return MARKS.matcher(markdown).replaceAll("").strip();
    }

    private String name(String userId) {
        return workspace.user(userId).map(SlackUser::realName).orElse("somebody");
    }

    private static String title(String view) {
        return json(view).path("title").path("text").asText("");
    }

    private static Map<String, String> fields(Call call) {
        if (!call.header("Content-Type").orElse("").startsWith("application/json")) {
            return call.form();
        }
        Map<String, String> fields = new HashMap<>();
        json(call.body().text())
                .properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        field.getValue().isTextual() ? field.getValue().textValue() : Json.write(field.getValue())));
        return fields;
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            return Json.object();
        }
    }
}
