package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.port.IdentityVerifier;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * {@code POST /api/v1/runs/ended}, without a body: the run that the identity token is of has ended. What it still asks for is withdrawn,
 * its tokens die, and it gets no more. A job can say so of its own run only, and only loses by it.
 */
public final class RunEndedEndpoint extends Endpoint {

    /** Where ends are told. */
    public static final String PATH = "/api/v1/runs/ended";

    private final transient IdentityVerifier verifier;
    private final transient Requests requests;

    /** Ends what runs still have. */
    public RunEndedEndpoint(IdentityVerifier verifier, Requests requests) {
        super("POST");
        this.verifier = verifier;
        this.requests = requests;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WorkloadIdentity identity = verifier.verify(Bearer.of(request)).identity();
        requests.runEnded(identity.key(), identity.run(), ReasonCode.CANCELLED_BY_HOST);
        Answers.json(response, 200, Json.write(Map.of()));
    }
}
