package dev.approvalgate.server.sandbox.slack;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How a stand-in is started.
 *
 * @param workspace who and what is in it
 * @param clock the time of message ids, signatures, trigger ids and response URLs
 * @param port the port of API and page on 127.0.0.1; 0 for any free one
 * @param patience how long the app may take to answer an interaction; Slack's is three seconds
 * @param story what the page shows as "What just happened", oldest first
 * @param actions what the page offers as buttons, by label, in this order
 */
public record StandInSetup(
        SlackWorkspace workspace,
        Clock clock,
        int port,
        Duration patience,
        Supplier<List<StoryEntry>> story,
        Map<String, Runnable> actions) {

    /** Copies the actions. */
    public StandInSetup {
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
    }

    /** Any free port, Slack's patience, no story and no actions. */
    public static StandInSetup of(SlackWorkspace workspace, Clock clock) {
        return new StandInSetup(workspace, clock, 0, Duration.ofSeconds(3), List::of, Map.of());
    }

    /** The same on another port. */
    public StandInSetup onPort(int other) {
        return new StandInSetup(workspace, clock, other, patience, story, actions);
    }

    /** The same with another patience. */
    public StandInSetup withPatience(Duration other) {
        return new StandInSetup(workspace, clock, port, other, story, actions);
    }

    /** The same with a story and scenario buttons. */
    public StandInSetup telling(Supplier<List<StoryEntry>> told, Map<String, Runnable> buttons) {
        return new StandInSetup(workspace, clock, port, patience, told, buttons);
    }
}
