package dev.approvalgate.domain.approval;

import java.util.Map;

/**
 * Where the answer goes: the CI host, and what that host needs to find the waiting run again. No secrets.
 *
 * @param kind the host's kind, such as {@code github} or {@code api} (callers that ask for the outcome themselves)
 * @param attributes what the host's adapter needs, by name
 */
public record HostRef(String kind, Map<String, String> attributes) {

    /** Callers without a callback. */
    public static final String API = "api";

    /** Builds of the Jenkins controller that the gate itself runs in: whoever administers the one holds the keys of the other. */
    public static final String EMBEDDED = "jenkins";

    public HostRef {
        attributes = Map.copyOf(attributes);
    }

    /** {@return how far the gate is from the host that asks it} */
    public Assurance assurance() {
        return kind.equals(EMBEDDED) ? Assurance.EMBEDDED : Assurance.SERVER;
    }

    /**
     * {@return an attribute that the host's adapter put there}
     *
     * @throws IllegalStateException where it is missing
     */
    public String required(String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("host reference of kind " + kind + " lacks " + name);
        }
        return value;
    }
}
