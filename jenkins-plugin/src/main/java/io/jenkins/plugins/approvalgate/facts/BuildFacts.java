package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.domain.approval.Sha256;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One build as the controller knows it. Made of the controller's own records only: no environment variable, parameter or argument that a
 * script could set has a say in who it is or what runs.
 *
 * @param name which build
 * @param jobUrl address of the job
 * @param block id of the step in the build's flow graph, in decimal digits
 * @param definition SHA-256 over what runs, the shared libraries that it has loaded included, or {@code null} where the controller does not
 *     tell
 * @param commit full id of the commit that was built, or {@code null} where there is none or more than one
 * @param ref full Git ref, or empty
 * @param event what started the build, in one word: {@code user}, {@code timer}, {@code scm}, {@code upstream}, {@code remote}, {@code other}
 * @param replayed whether the script was edited, or a build was replayed
 * @param starters people who started it, or the builds before it
 * @param triggerKnown whether those are all who did: no timer, hook or token, and no cause that Jenkins cut off
 * @param parameters hashes of the build's parameters, by name
 * @param told what else there is to tell reviewers, by the names of {@link dev.approvalgate.gate.BuildClaims}; nobody is recognised by it
 */
public record BuildFacts(
        BuildName name,
        String jobUrl,
        String block,
        @Nullable Sha256 definition,
        @Nullable String commit,
        String ref,
        String event,
        boolean replayed,
        List<Starter> starters,
        boolean triggerKnown,
        Map<String, String> parameters,
        Map<String, String> told) {

    public BuildFacts {
        starters = List.copyOf(starters);
        parameters = Map.copyOf(parameters);
        told = Map.copyOf(told);
    }

    /**
     * Somebody who started a build.
     *
     * @param id their id in the security realm, as the realm compares ids
     * @param name how they call themselves; to be shown only
     */
    public record Starter(String id, String name) {}

    /** {@return full name of the job; Jenkins knows jobs by their names only} */
    public String job() {
        return name.job();
    }

    /** {@return the build's number} */
    public int number() {
        return name.number();
    }

    /** {@return the one who started it; {@code null} where nobody did, such as a timer} */
    public @Nullable Starter starter() {
        return starters.isEmpty() ? null : starters.get(0);
    }
}
