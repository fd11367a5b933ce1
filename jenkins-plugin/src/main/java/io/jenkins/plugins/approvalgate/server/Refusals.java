package io.jenkins.plugins.approvalgate.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.VisibleText;
import java.util.Arrays;
import java.util.Optional;

/** What a server says when it says no: problem documents (RFC 9457) and OAuth's errors (RFC 6749 section 5.2), both with a reason code. */
final class Refusals {

    private static final int LONGEST = 500;

    private Refusals() {}

    /** {@return a refusal with the server's own reason; a newer server's may be unknown, and is then told by what kind it is} */
    static GateException of(int status, JsonNode body) {
        String code = body.path("reason").asText("");
        String told = body.path("detail").asText(body.path("error_description").asText(""));
        if (code.isEmpty()) {
            return foreign("it answers with status " + status);
        }
        ReasonCode reason = Arrays.stream(ReasonCode.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseGet(() -> byStatus(status));
        String detail = told.isEmpty() ? "it answers with status " + status : VisibleText.line(told, LONGEST);
        return new GateException(reason, "the server says: " + detail);
    }

    /** {@return what an answer without a reason means: what stands before the gate answers, and another time it may be the gate} */
    static GateException foreign(String what) {
        return new GateException(
                ReasonCode.SERVER_UNREACHABLE,
                "what answers there is no Approval Gate: " + what
                        + "; check the server's address, and what stands before it");
    }

    private static ReasonCode byStatus(int status) {
        return Optional.of(ReasonCode.SERVER_UNREACHABLE)
                .filter(unused -> status >= 500 || status == 429 || status == 408)
                .orElse(ReasonCode.CONFIGURATION_INVALID);
    }
}
