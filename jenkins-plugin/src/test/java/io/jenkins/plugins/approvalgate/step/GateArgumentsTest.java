package io.jenkins.plugins.approvalgate.step;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateArgumentsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \t"})
    void withoutAnEnvironmentItSaysWhatIsMissing(@Nullable String environment) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new GateArguments(environment))
                .withMessageContaining("environment");
    }
}
