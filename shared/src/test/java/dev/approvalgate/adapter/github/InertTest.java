package dev.approvalgate.adapter.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InertTest {

    @Test
    void threat17_markupStandsInACodeSpanThatItCannotClose() {
        assertThat(Inert.code("**x** @team [a](http://b) `c` ``d``", 200))
                .isEqualTo("``` **x** @team [a](http://b) `c` ``d`` ```");
    }

    @Test
    void threat18_lineBreaksAndDirectionMarksAreVisible() {
        assertThat(Inert.code("a\nb\u202Ec", 200)).isEqualTo("` a ⏎ b⟦U+202E⟧c `");
    }

    @Test
    void threat18_whatDoesNotFitIsCounted() {
        assertThat(Inert.code("x".repeat(500), 100)).contains("more characters");
    }
}
