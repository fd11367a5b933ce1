package dev.approvalgate.server.sandbox.slack;

import java.time.Clock;
import java.time.Duration;

/**
 * How a stand-in is started.
 *
 * @param workspace who and what is in it
 * @param clock the time of message ids, signatures, trigger ids and response URLs
 * @param port the port of API and page on 127.0.0.1; 0 for any free one
 * @param patience how long the app may take to answer an interaction; Slack's is three seconds
 */
public record StandInSetup(SlackWorkspace workspace, Clock clock, int port, Duration patience) {

    /** Any free port and Slack's patience. */
    public static StandInSetup of(SlackWorkspace workspace, Clock clock) {
        return new StandInSetup(workspace, clock, 0, Duration.ofSeconds(3));
    }

    /** The same on another port. */
    public StandInSetup onPort(int other) {
        return new StandInSetup(workspace, clock, other, patience);
    }

    /** The same with another patience. */
    public StandInSetup withPatience(Duration other) {
        return new StandInSetup(workspace, clock, port, other);
    }
}
