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

    static String allowed(Standing seen) {
        Instant at = seen.decidedAt();
        return seen.outcome().replace('_', ' ')
                + (seen.by().isEmpty() ? "" : " by " + String.join(", ", seen.by()))
                + (at == null ? "" : " at " + Wording.time(at));
    }
}
