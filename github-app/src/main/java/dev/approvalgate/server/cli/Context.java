package dev.approvalgate.server.cli;

import java.time.Clock;
import java.util.Map;

/**
 * What commands take from their process.
 *
 * @param environment its environment, which holds {@code GATE_KEY} and other secrets
 * @param clock the time
 */
public record Context(Map<String, String> environment, Clock clock) {

    public Context {
        environment = Map.copyOf(environment);
    }

    /** Names only: the values are secrets. */
    @Override
    public String toString() {
        return "Context" + environment.keySet();
    }
}
