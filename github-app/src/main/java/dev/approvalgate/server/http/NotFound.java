package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Every path that is nothing else. */
final class NotFound extends Endpoint {

    static final String DETAIL = "there is nothing at this address";

    NotFound() {
        super("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) {
        throw new GateException(ReasonCode.ENDPOINT_NOT_FOUND, DETAIL);
    }
}
