package dev.approvalgate.server.setup;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.net.URI;
import java.util.Set;

/** Checks addresses before they are written into a settings file that would refuse them: https, or http on this machine itself. */
final class Addresses {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Addresses() {}

    /** {@return scheme, host and port, without a slash at the end} */
    static URI origin(String option, URI given) {
        URI base = base(option, given);
        if (!base.getRawPath().isEmpty()) {
            throw invalid(option + " must have no path; write scheme, host and port only");
        }
        return base;
    }

    /** {@return the address without a slash at the end} */
    static URI base(String option, URI given) {
        String scheme = given.getScheme();
        String host = given.getHost();
        if (scheme == null || host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw invalid(option + " is not a URL; write one such as https://gate.example.com");
        }
        if (given.getRawUserInfo() != null || given.getRawQuery() != null || given.getRawFragment() != null) {
            throw invalid(option + " must have no user, query or fragment");
        }
        if (scheme.equals("http") && !LOOPBACK.contains(host)) {
            throw invalid(option + " must begin with https://; http is accepted on this machine only");
        }
        return URI.create(given.toString().replaceAll("/+$", ""));
    }

    private static GateException invalid(String message) {
        return new GateException(ReasonCode.CONFIGURATION_INVALID, message);
    }
}
