package io.jenkins.plugins.approvalgate.facts;

import dev.approvalgate.domain.approval.Sha256;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import java.util.Map;
import java.util.TreeMap;

/** The build's parameters: their names, and hashes in the place of their values. A build never changes them, and the approval is for one build. */
final class ParameterHashes {

    private ParameterHashes() {}

    static Map<String, String> of(Run<?, ?> run) {
        Map<String, String> hashes = new TreeMap<>();
        for (ParametersAction action : run.getActions(ParametersAction.class)) {
            for (ParameterValue parameter : action.getAllParameters()) {
                hashes.put(parameter.getName(), shown(parameter));
            }
        }
        return hashes;
    }

    /** A hash of a password can be guessed from: nothing is told of its value. Of a file only its name is at hand. */
    private static String shown(ParameterValue parameter) {
        Object value = parameter.getValue();
        if (parameter.isSensitive()
                || !(value instanceof String || value instanceof Boolean || value instanceof Number)) {
            return "not shown";
        }
        return "sha256:" + Sha256.of(value.toString()).hex();
    }
}
