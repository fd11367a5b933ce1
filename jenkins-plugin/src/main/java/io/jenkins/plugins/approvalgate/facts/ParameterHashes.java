package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.domain.approval.Sha256;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import java.util.Map;
import java.util.TreeMap;

/** The build's parameters: their names, and hashes in the place of their values, which may be secret. */
final class ParameterHashes {

    private ParameterHashes() {}

    static Map<String, String> of(Run<?, ?> run) {
        Map<String, String> hashes = new TreeMap<>();
        for (ParametersAction action : run.getActions(ParametersAction.class)) {
            for (ParameterValue parameter : action.getAllParameters()) {
                hashes.put(
                        parameter.getName(),
                        "sha256:"
                                + Sha256.of(String.valueOf(parameter.getValue()))
                                        .hex());
            }
        }
        return hashes;
    }
}
