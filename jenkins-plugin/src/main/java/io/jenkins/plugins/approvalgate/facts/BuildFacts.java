package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.domain.approval.Sha256;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One build as the controller knows it. Made of the controller's own records only: no environment variable, parameter or argument that a
 * script could set has a say in who it is or what runs.
 *
 * @param job full name of the job; Jenkins knows jobs by their names only
 * @param jobUrl address of the job
 * @param number the build's number
 * @param block id of the step in the build's flow graph, in decimal digits
 * @param pipeline path of the pipeline definition in its repository, or {@value #INLINE}
 * @param definition SHA-256 over what runs, or {@code null} where the controller does not tell
 * @param commit full id of the commit that was built, or {@code null} where there is none or more than one
 * @param ref full Git ref, or empty
 * @param event what started the build, in one word: {@code user}, {@code timer}, {@code scm}, {@code upstream}, {@code remote}, {@code other}
 * @param replayed whether the script was edited, or a build was replayed
 * @param starters people who started it, or the builds before it
 * @param parameters hashes of the build's parameters, by name
 */
public record BuildFacts(
        String job,
        String jobUrl,
        int number,
        String block,
        String pipeline,
        @Nullable Sha256 definition,
        @Nullable String commit,
        String ref,
        String event,
        boolean replayed,
        List<Starter> starters,
        Map<String, String> parameters) {

    /** The pipeline of a job whose script lies in Jenkins itself. */
    public static final String INLINE = "inline";

    public BuildFacts {
        starters = List.copyOf(starters);
        parameters = Map.copyOf(parameters);
    }

    /**
     * Somebody who started a build.
     *
     * @param id their id in the security realm, as the realm compares ids
     * @param name how they call themselves; to be shown only
     */
    public record Starter(String id, String name) {}

    /** {@return the one who started it; {@code null} where nobody did, such as a timer} */
    public @Nullable Starter starter() {
        return starters.isEmpty() ? null : starters.get(0);
    }
}
