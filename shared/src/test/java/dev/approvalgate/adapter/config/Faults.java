package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.port.ConditionCompiler;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Wrong policies, each with exactly what is said of it. */
final class Faults {

    private Faults() {}

    /** {@return a whole text, and the faults that follow} */
    static Arguments text(String text, String... faults) {
        return Arguments.of(text, List.of(faults));
    }

    /** {@return a change to the minimal policy, and the faults that follow} */
    static Arguments change(String what, String by, String... faults) {
        return changed(PolicyTexts.MINIMAL, what, by, faults);
    }

    /** {@return more keys for the minimal policy's rule in line 20 and after, and the faults that follow} */
    static Arguments rule(String keys, String... faults) {
        return change("deadline: 8h\n", "deadline: 8h\n    " + keys.strip().replace("\n", "\n    ") + "\n", faults);
    }

    /** {@return a change to the full policy, and the faults that follow} */
    static Arguments inFull(String what, String by, String... faults) {
        return changed(PolicyTexts.FULL, what, by, faults);
    }

    private static Arguments changed(String policy, String what, String by, String... faults) {
        if (!policy.contains(what)) {
            throw new IllegalArgumentException("the policy does not contain " + what);
        }
        return Arguments.of(policy.replace(what, by), List.of(faults));
    }

    /** Holds that a policy is refused with exactly these faults. */
    static void check(String text, List<String> faults) {
        assertThat(problem(text).getMessage().lines()).isEqualTo(faults);
    }

    /** {@return what is wrong with a policy} */
    static ConfigProblem problem(String text) {
        return catchThrowableOfType(ConfigProblem.class, () -> parse(text));
    }

    /** {@return a policy without conditions} */
    static Policy parse(String text) {
        return PolicyFile.parse(text, Policy.Origin.file("policy.yaml"), ConditionCompiler.NONE);
    }
}
