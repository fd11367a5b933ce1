package dev.approvalgate.server.sandbox.github;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A check run as GitHub shows it.
 *
 * @param id its id
 * @param name its name
 * @param conclusion how it ended; null while it is in progress
 * @param title what it says in one line; empty where it says nothing
 * @param buttons its buttons: their identifiers by label, in order; none before it is completed
 */
public record ShownCheck(long id, String name, @Nullable String conclusion, String title, Map<String, String> buttons) {

    /** The identifier of the button with a label. */
    public Optional<String> button(String label) {
        return Optional.ofNullable(buttons.get(label));
    }

    static ShownCheck of(CheckRun check) {
        Map<String, String> buttons = new LinkedHashMap<>();
        check.actions.stream()
                .filter(action -> check.offers(action.identifier()))
                .forEach(action -> buttons.put(action.label(), action.identifier()));
        String title = check.output.title();
        return new ShownCheck(check.id(), check.name, check.conclusion, title == null ? "" : title, buttons);
    }
}
