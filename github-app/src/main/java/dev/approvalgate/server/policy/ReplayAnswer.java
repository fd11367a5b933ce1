package dev.approvalgate.server.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.gate.PolicyReplay.Replayed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a draft would change; the same as JSON, over the wire and as text.
 *
 * @param requests how many requests were put to it
 * @param changed those that would end differently, newest first
 * @param unreadGroups groups of other systems that any of them needed and that were not read
 */
public record ReplayAnswer(int requests, List<ReplayedChange> changed, List<String> unreadGroups) {

    public ReplayAnswer {
        changed = List.copyOf(changed);
        unreadGroups = List.copyOf(unreadGroups);
    }

    /** {@return the answer} */
    public static ReplayAnswer of(List<Replayed> all) {
        return new ReplayAnswer(
                all.size(),
                all.stream().filter(Replayed::differs).map(ReplayedChange::of).toList(),
                AnswerText.sorted(all.stream()
                        .flatMap(one -> one.unread().stream())
                        .distinct()
                        .toList()));
    }

    /**
     * {@return the answer that came as JSON}
     *
     * @throws IllegalArgumentException where it lacks something
     */
    public static ReplayAnswer read(JsonNode json) {
        var changed = new ArrayList<ReplayedChange>();
        AnswerText.items(json, "changed").forEach(one -> changed.add(ReplayedChange.read(one)));
        return new ReplayAnswer(
                AnswerText.number(json, "requests"), changed, AnswerText.texts(json, AnswerText.UNREAD));
    }

    /** {@return the answer as JSON's members} */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("requests", requests);
        members.put("changed", changed.stream().map(ReplayedChange::members).toList());
        members.put(AnswerText.UNREAD, unreadGroups);
        return members;
    }

    /** {@return the answer in words, for a terminal} */
    public String text() {
        var lines = new ArrayList<String>();
        changed.forEach(one -> lines.add(one.line()));
        lines.add(changed.size() + " of " + requests + (requests == 1 ? " outcome" : " outcomes") + " would change");
        if (!unreadGroups.isEmpty()) {
            lines.add("Groups of other systems were not read, and are taken for empty: "
                    + String.join(", ", unreadGroups));
        }
        return AnswerText.lines(lines);
    }
}
