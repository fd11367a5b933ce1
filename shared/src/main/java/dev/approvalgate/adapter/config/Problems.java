package dev.approvalgate.adapter.config;

import dev.approvalgate.adapter.config.ConfigProblem.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects faults while a file is read, so that all of them can be told at once. Not for use by several threads. */
final class Problems {

    /** A hostile file could hold as many faults as bytes. */
    private static final int MOST_KEPT = 10_000;

    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> warnings = new ArrayList<>();

    void add(Place place, String path, String message, String remedy) {
        if (faults.size() < MOST_KEPT) {
            faults.add(new Fault(place, path, message, remedy));
        }
    }

    /** Records what is suspicious, and refuses nothing. */
    void warn(Place place, String path, String message, String remedy) {
        if (warnings.size() < MOST_KEPT) {
            warnings.add(new Fault(place, path, message, remedy));
        }
    }

    /** {@return what is suspicious, in the order of the file} */
    List<Fault> warnings() {
        return sorted(warnings);
    }

    /** {@return how many faults there are by now; compare two counts to learn whether something in between went wrong} */
    int count() {
        return faults.size();
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new ConfigProblem(sorted(faults));
        }
    }

    private static List<Fault> sorted(List<Fault> faults) {
        return faults.stream()
                .sorted(Comparator.comparingInt((Fault fault) -> fault.place().line())
                        .thenComparingInt(fault -> fault.place().column()))
                .toList();
    }

    /** {@return the exception for a fault after which nothing more can be read} */
    static ConfigProblem fatal(Place place, String message, String remedy) {
        return new ConfigProblem(List.of(new Fault(place, "", message, remedy)));
    }
}
