package io.jenkins.plugins.approvalgate.ends;

import io.jenkins.plugins.approvalgate.facts.BuildName;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A build that has asked a gate, of whose end that gate does not know yet. It names no token and no secret.
 *
 * @param gate which gate: where it is, or that it is in the controller
 * @param build which build
 * @param ended blocks of it that have ended, which the gate does not know yet
 */
public record AskedBuild(String gate, BuildName build, List<EndedBlock> ended) {

    public AskedBuild {
        ended = List.copyOf(ended);
    }

    /** {@return the same with one more block that has ended} */
    AskedBuild with(EndedBlock block) {
        var blocks = new LinkedHashSet<>(ended);
        blocks.add(block);
        return new AskedBuild(gate, build, List.copyOf(blocks));
    }

    /** {@return the same without a block that the gate knows of now} */
    AskedBuild without(EndedBlock block) {
        return new AskedBuild(
                gate,
                build,
                ended.stream().filter(other -> !other.equals(block)).toList());
    }
}
