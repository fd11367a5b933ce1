package io.jenkins.plugins.approvalgate.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.approvalgate.requests.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static final Instant DEADLINE = Instant.parse("2026-11-02T11:00:00Z");

    private static Standing standing(Standing.State state, String outcome, String sentence, @Nullable Instant at) {
        return new Standing(
                "req_1",
                state,
                outcome,
                null,
                sentence,
                at == null ? List.of() : List.of("Grace"),
                state == Standing.State.DENIED ? List.of("Grace: not today") : List.of(),
                DEADLINE,
                at,
                "https://ci.example/approvals/req_1/");
    }

    @Test
    void saysWhatIsAskedAndOfWhom() {
        var waiting = standing(Standing.State.WAITING, "pending", "1 more approval, from Grace", null);
        assertThat(Lines.asked(new GateArguments("production"), waiting))
                .containsExactly(
                        "asked to deploy to production: request req_1, https://ci.example/approvals/req_1/",
                        "waiting until 2026-11-02 11:00 UTC for: 1 more approval, from Grace");
        assertThat(Lines.again(waiting))
                .containsExactly("still waiting for: 1 more approval, from Grace; request req_1,"
                        + " https://ci.example/approvals/req_1/");
        assertThat(Lines.again(standing(Standing.State.ALLOWED, "approved", "", DEADLINE)))
                .isEmpty();
    }

    @Test
    void saysWhoLetItHappenAndWhoDidNot() {
        assertThat(Lines.allowed(standing(Standing.State.ALLOWED, "approved", "", DEADLINE)))
                .isEqualTo("approved by Grace at 2026-11-02 11:00 UTC");
        assertThat(Lines.allowed(standing(Standing.State.ALLOWED, "broken_glass", "", DEADLINE)))
                .isEqualTo("approved in an emergency by Grace at 2026-11-02 11:00 UTC");
        assertThat(Lines.turnedDown(standing(Standing.State.DENIED, "rejected", "", DEADLINE)))
                .containsExactly("in the words of Grace: not today");
    }

    @Test
    void aScriptGetsTextsAndNoToken() {
        assertThat(Result.of(standing(Standing.State.ALLOWED, "approved", "", DEADLINE)))
                .isEqualTo(Map.of(
                        "id", "req_1",
                        "decision", "approved",
                        "by", List.of("Grace"),
                        "at", "2026-11-02T11:00:00Z",
                        "link", "https://ci.example/approvals/req_1/"));
    }

    @Test
    void whatIsKeptWithABuildComesBack() {
        var seen = standing(Standing.State.DENIED, "rejected", "Rejected by Grace", DEADLINE);
        assertThat(new AskedOfServer.Kept("production", "17", seen).standing()).isEqualTo(seen);
        var waiting = standing(Standing.State.WAITING, "pending", "a decision", null);
        assertThat(new AskedOfServer.Kept("production", "17", waiting).standing())
                .isEqualTo(waiting);
    }
}
