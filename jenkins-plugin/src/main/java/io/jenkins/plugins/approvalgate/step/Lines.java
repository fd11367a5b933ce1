package io.jenkins.plugins.approvalgate.step;

import dev.approvalgate.gate.Wording;
import io.jenkins.plugins.approvalgate.requests.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The few lines that a build's console shows. */
final class Lines {

    private Lines() {}

    static List<String> asked(GateArguments arguments, Standing seen) {
        var lines = new ArrayList<String>();
        String link = seen.link();
        lines.add("asked to " + arguments.action() + " to " + arguments.environment() + ": request " + seen.request()
                + (link == null ? "" : ", " + link));
        if (seen.state() == Standing.State.WAITING) {
            lines.add("waiting until " + Wording.time(seen.deadline()) + " for: " + seen.sentence());
        }
        return lines;
    }

    /** {@return what to say of a request that waits on after a restart; nothing where it was decided meanwhile} */
    static List<String> again(Standing seen) {
        String link = seen.link();
        return seen.state() == Standing.State.WAITING
                ? List.of("still waiting for: " + seen.sentence() + "; request " + seen.request()
                        + (link == null ? "" : ", " + link))
                : List.of();
    }

    static String allowed(Standing seen) {
        Instant at = seen.decidedAt();
        return outcome(seen)
                + (seen.by().isEmpty() ? "" : " by " + String.join(", ", seen.by()))
                + (at == null ? "" : " at " + Wording.time(at));
    }

    private static String outcome(Standing seen) {
        return seen.outcome().equals("broken_glass")
                ? "approved in an emergency"
                : seen.outcome().replace('_', ' ');
    }

    /** {@return in which words people turned it down, if they gave any} */
    static List<String> turnedDown(Standing seen) {
        return seen.said().stream().map(said -> "in the words of " + said).toList();
    }
}
