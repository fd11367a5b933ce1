package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem document (RFC 9457): {@code type}, {@code title}, {@code status}, {@code detail} and our own member {@code reason}, the
 * stable {@link ReasonCode}. {@code type} is a relative reference to the page that explains the reason.
 *
 * @param status the HTTP status
 * @param reason the stable reason
 * @param detail what happened and the way out, without secrets
 * @param faults where a file is wrong: {@code file}, {@code line}, {@code column}, {@code key}, {@code message} and {@code remedy} of each
 *     fault; empty otherwise, and not written then
 */
record Problem(int status, ReasonCode reason, String detail, List<Map<String, Object>> faults) {

    Problem {
        faults = List.copyOf(faults);
    }

    Problem(int status, ReasonCode reason, String detail) {
        this(status, reason, detail, List.of());
    }

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ReasonCode reason, String detail) {
        return new Problem(Statuses.of(reason), reason, detail);
    }

    /** {@return what a caller is told of an exception: constant words where somebody failed to prove who they are} */
    static Problem of(GateException e) {
        ReasonCode reason = e.reason();
        if (reason.kind() == ReasonCode.Kind.UNAUTHENTICATED) {
            return of(reason, Sentences.unauthenticated(reason));
        }
        String message = e.getMessage();
        return of(reason, message == null ? Sentences.title(reason) : message);
    }

    /** {@return what a caller is told of a defect of ours: nothing but that there is one} */
    static Problem internal() {
        return of(ReasonCode.INTERNAL, "something went wrong here; the server's log says what");
    }

    Problem with(List<Map<String, Object>> found) {
        return new Problem(status, reason, detail, found);
    }

    byte[] json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", ProblemPage.PATH + reason.code());
        members.put("title", Sentences.title(reason));
        members.put("status", status);
        members.put("detail", detail);
        members.put("reason", reason.code());
        if (!faults.isEmpty()) {
            members.put("faults", faults);
        }
        return Json.write(members).getBytes(StandardCharsets.UTF_8);
    }
}
