package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;

/** HTTP's word for each reason. */
public final class Statuses {

    private Statuses() {}

    /** {@return the status} */
    public static int of(ReasonCode reason) {
        return switch (reason) {
            case REQUEST_TOO_LARGE -> 413;
            case REQUEST_TIMEOUT -> 408;
            case METHOD_NOT_ALLOWED -> 405;
            case MEDIA_TYPE_UNSUPPORTED -> 415;
            default -> of(reason.kind());
        };
    }

    private static int of(ReasonCode.Kind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case DENIED -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT, PENDING -> 409;
            case LIMITED -> 429;
            case UNAVAILABLE -> 503;
            case FAULT -> 500;
        };
    }
}
