package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No workload is two registered identities. */
class IdentityMatchTest {

    private static final String FAULT = "11:5: identities[1]: can match the same pipeline as the identity \"one\"; "
            + "issuer, project and pipeline together must be of one identity, unless a claim has different values; remove one";

    private static ShortPolicy twins(String one, String other) {
        return new ShortPolicy()
                .group("all: [ada]")
                .identity("one", "7", "owner: all, environments: [production]" + one)
                .identity("other", "7", "owner: all, environments: [production]" + other)
                .rule("any", "environments: [production], approvals: { from: [all] }");
    }

    @Test
    void twoOfOnePipelineDifferInAClaim() {
        String text = twins(", claims: { ref: refs/heads/main }", ", claims: { ref: refs/heads/next, actor_id: 7 }")
                .text();

        assertThat(Faults.parse(text).identities()).hasSize(2);
    }

    @Test
    void otherwiseOneWorkloadCouldBeBoth() {
        String fault = FAULT.replace("11:5", "10:5");
        assertThat(twins("", "").faults()).isEqualTo(fault);
        assertThat(twins("", ", claims: { ref: refs/heads/main }").faults()).isEqualTo(fault);
        assertThat(twins(", claims: { ref: refs/heads/main }", ", claims: { actor_id: 7 }")
                        .faults())
                .isEqualTo(fault);
        assertThat(twins(", claims: { ref: refs/heads/main }", ", claims: { ref: refs/heads/main, actor_id: 7 }")
                        .faults())
                .isEqualTo(fault);
    }
}
