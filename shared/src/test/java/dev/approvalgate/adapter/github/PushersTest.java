package dev.approvalgate.adapter.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far back GitHub's record of pushes must be read. */
class PushersTest {

    private static final Set<String> CHANGE = Set.of("c1", "c2");

    private static boolean reachesBack(String... newestFirst) {
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        for (String entry : newestFirst) {
            int gap = entry.indexOf(' ');
            page.addObject().put("activity_type", entry.substring(0, gap)).put("after", entry.substring(gap + 1));
        }
        return Pushers.reachesBack(page, CHANGE, "running");
    }

    @Test
    void theCommitThatRunsIsFarEnough_andSoIsAnyThatTheChangeWasPushedOnto() {
        assertThat(reachesBack("push c2", "pr_merge c1", "push running")).isTrue();
        assertThat(reachesBack("push c2", "merge_queue_merge c1", "push older")).isTrue();
        assertThat(reachesBack("push later", "push running")).isTrue();
    }

    @Test
    void aPageThatEndsWithinTheChangeIsNot() {
        assertThat(reachesBack("push c2", "push c1")).isFalse();
        assertThat(reachesBack("push later", "push other")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_push", "branch_deletion", "branch_creation", "something_new"})
    void threat33_aBranchThatWasSetBackOrMadeAnewHidesWhoPushedBefore(String type) {
        assertThat(reachesBack("push c2", type + " older")).isFalse();
        assertThat(reachesBack("push c2", type + " older", "push older")).isFalse();
        assertThat(reachesBack("push c2", type + " running")).isFalse();
        assertThat(reachesBack(type + " c2", "push c1", "push older")).isFalse();
    }
}
