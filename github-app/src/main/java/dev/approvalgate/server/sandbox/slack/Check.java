package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** The checks that blocks, elements and views have in common; each adds what it finds to one list. */
class Check {
    private final List<BlockKitRules.Problem> found;

    Check(List<BlockKitRules.Problem> found) {
        this.found = found;
    }

    final List<BlockKitRules.Problem> found() {
        return found;
    }

    final void problem(String pointer, String reason) {
        found.add(new BlockKitRules.Problem(pointer, reason));
    }

    /** Refuses members that Slack does not know there, as Slack does. */
    final boolean object(JsonNode node, String pointer, Set<String> members) {
        if (!node.isObject()) {
            problem(pointer, "must be an object");
            return false;
        }
        for (var field : node.properties()) {
            if (!members.contains(field.getKey())) {
                problem(pointer, "invalid additional property: " + field.getKey());
            }
        }
        return true;
    }

    final void string(JsonNode owner, String pointer, String member, int most, boolean required) {
        JsonNode value = owner.path(member);
        if (value.isMissingNode()) {
            if (required) {
                problem(pointer, "missing required field: " + member);
            }
            return;
        }
        if (!value.isTextual()) {
            problem(pointer + "/" + member, "must be a string");
            return;
        }
        length(value.textValue(), pointer + "/" + member, required ? 1 : 0, most);
    }

    final void length(String text, String pointer, int least, int most) {
        if (text.length() > most) {
            problem(pointer, "must be less than " + (most + 1) + " characters");
        } else if (text.length() < least) {
            problem(pointer, "must be more than " + (least - 1) + " characters");
        }
    }

    /** A text object. With {@code plainOnly} it must be {@code plain_text}. */
    final void text(JsonNode owner, String pointer, String member, int most, boolean required, boolean plainOnly) {
        JsonNode text = owner.path(member);
        if (!text.isMissingNode()) {
            textObject(text, pointer + "/" + member, most, plainOnly);
        } else if (required) {
            problem(pointer, "missing required field: " + member);
        }
    }

    final void textObject(JsonNode text, String at, int most, boolean plainOnly) {
        String type = text.path("type").asText();
        boolean plain = type.equals("plain_text");
        if (!plain && (plainOnly || !type.equals("mrkdwn"))) {
            problem(at + "/type", plainOnly ? "must be plain_text" : "must be plain_text or mrkdwn");
            return;
        }
        if (object(text, at, plain ? Set.of("type", "text", "emoji") : Set.of("type", "text", "verbatim"))) {
            string(text, at, "text", most, true);
        }
    }

    final boolean list(JsonNode list, String pointer, int least, int most) {
        if (!list.isArray()) {
            problem(pointer, "must be an array");
            return false;
        }
        if (list.size() > most) {
            problem(pointer, "no more than " + most + " items allowed");
        } else if (list.size() < least) {
            problem(pointer, "no less than " + least + " items allowed");
        }
        return true;
    }
}
