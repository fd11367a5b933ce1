package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.UnreadChange;
import dev.approvalgate.gate.port.IdentityVerifier;
import java.util.Map;

/**
 * Believes tokens of the form {@code project:environment}, and {@code project:environment:run}; others are refused. Not everybody reads
 * what runs of the project {@code private} print.
 */
final class FakeVerifier implements IdentityVerifier {

    static final String ISSUER = "https://issuer.example";

    /** Believes {@code host:ISSUER}. */
    @Override
    public String verifyHost(Secret token) {
        if (!token.reveal().startsWith("host:")) {
            throw new GateException(ReasonCode.TOKEN_MALFORMED, "no token of a host");
        }
        return token.reveal().substring("host:".length());
    }

    @Override
    public Assertion verify(Secret token) {
        String[] parts = token.reveal().split(":", -1);
        if (parts.length != 2 && parts.length != 3) {
            throw new GateException(ReasonCode.TOKEN_EXPIRED, "secret detail " + token.reveal());
        }
        var identity = WorkloadIdentity.attested(
                new WorkloadKey(ISSUER, parts[0], "deploy.yml"),
                "subject",
                new Run(parts.length == 3 ? parts[2] : "77", 1),
                parts[0].equals("private")
                        ? Map.of("sha", "abc", UnreadChange.PROJECT_PUBLIC, "false")
                        : Map.of("sha", "abc"));
        return new Assertion(
                identity,
                "jti",
                FakeRequests.NOW.plusSeconds(300),
                parts[1].isEmpty() ? null : parts[1],
                "abc",
                "job-1",
                "abc");
    }
}
