package dev.approvalgate.domain.approval;

import java.util.Map;
import java.util.TreeMap;

/**
 * Who a pipeline is, as verified: by its issuer's signature, or by facts re-read from its host. There is no public constructor;
 * {@link #attested} is called by verifiers only, and a test of the architecture holds it so.
 */
public final class WorkloadIdentity {

    private final WorkloadKey key;
    private final String subject;
    private final Run run;
    private final Map<String, String> claims;

    private WorkloadIdentity(WorkloadKey key, String subject, Run run, Map<String, String> claims) {
        this.key = key;
        this.subject = subject;
        this.run = run;
        this.claims = Map.copyOf(new TreeMap<>(claims));
    }

    /**
     * For verifiers: states that they have verified all of this.
     *
     * @param key the stable part
     * @param subject the subject as the issuer wrote it; shown, never compared
     * @param run the run that it speaks for
     * @param claims further verified claims by name; no secrets. Of every host {@code repository}, {@code ref}, {@code sha}, {@code
     *     actor} and {@code event_name} mean the same, where it says them; all other names are its own
     */
    public static WorkloadIdentity attested(WorkloadKey key, String subject, Run run, Map<String, String> claims) {
        return new WorkloadIdentity(key, subject, run, claims);
    }

    /** {@return the stable part} */
    public WorkloadKey key() {
        return key;
    }

    /** {@return the subject as the issuer wrote it} */
    public String subject() {
        return subject;
    }

    /** {@return the run that it speaks for} */
    public Run run() {
        return run;
    }

    /** {@return further verified claims by name} */
    public Map<String, String> claims() {
        return claims;
    }

    @Override
    public String toString() {
        return key + " " + run;
    }
}
