package io.jenkins.plugins.approvalgate.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void onlyTheLastMoveGoesOn() {
        var turns = new Turns();
        List<String> done = new ArrayList<>();
        long first = turns.begin();
        long second = turns.begin();

        turns.go(first, () -> done.add("first"));
        turns.go(second, () -> done.add("second"));

        assertThat(done).containsExactly("second");
    }
}
