package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file is wrong. Reason {@code configuration_invalid}. Everything that is wrong with it is told at once, one fault a line, in the
 * order of the file; no fault quotes a secret.
 */
public final class ConfigProblem extends GateException {

    /** So many faults are told at most. */
    public static final int MOST_FAULTS = 50;

    private final List<Fault> faults;

    /**
     * @param faults at least one; beyond {@value #MOST_FAULTS} the rest is counted only
     */
    ConfigProblem(List<Fault> faults) {
        super(ReasonCode.CONFIGURATION_INVALID, message(faults));
        this.faults = faults.stream().limit(MOST_FAULTS).toList();
    }

    /** {@return what is wrong, at most {@value #MOST_FAULTS} faults} */
    public List<Fault> faults() {
        return faults;
    }

    private static String message(List<Fault> faults) {
        String told = faults.stream().limit(MOST_FAULTS).map(Fault::toString).collect(Collectors.joining("\n"));
        int more = faults.size() - MOST_FAULTS;
        return more > 0 ? told + "\n(" + more + " more)" : told;
    }

    /**
     * One thing that is wrong.
     *
     * @param place where it stands
     * @param path the full path of the key, such as {@code rules[0].approvals.from[1]}; empty for the file as a whole
     * @param message what is wrong
     * @param remedy the way out
     */
    public record Fault(Place place, String path, String message, String remedy) {

        /** {@return one line: place, path, message and remedy} */
        @Override
        public String toString() {
            return place + ": " + (path.isEmpty() ? "" : path + ": ") + message + "; " + remedy;
        }
    }
}
