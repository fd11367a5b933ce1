package dev.approvalgate.server.http;

import java.util.List;

/** Says whether the gate can do its work now. */
public interface Readiness {

    /** {@return what was looked at; the gate is ready where all is well} */
    List<Check> checks();

    /**
     * One thing that was looked at.
     *
     * @param name what
     * @param ok whether it is well
     * @param detail in words, without secrets
     */
    record Check(String name, boolean ok, String detail) {}
}
