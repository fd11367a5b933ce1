package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.UnreadChange;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.facts.BuildFacts.Starter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Attests who builds of this controller are, by the controller's own records.
 *
 * @param issuer the controller's address and {@code /approval-gate}: what the policy calls the issuer
 * @param realm the realm of the controller's users
 */
record BuildIdentities(String issuer, String realm) {

    /** {@return the address of a request's page on the controller} */
    String page(String request) {
        return URI.create(issuer).resolve("approvals/" + request) + "/";
    }

    WorkloadIdentity identity(BuildFacts build) {
        return WorkloadIdentity.attested(
                new WorkloadKey(issuer, build.job(), build.name().pipeline()),
                build.jobUrl(),
                new Run(build.name().run(), 1),
                claims(build));
    }

    /**
     * Two looks at a build that runs can differ: reviewers read the first, and the approval binds the second.
     *
     * @throws GateException with {@code conflict} where they do; the step then asks again
     */
    static void requireUnchanged(WorkloadIdentity asked, BuildFacts now) {
        if (!claims(now).equals(asked.claims())) {
            throw new GateException(
                    ReasonCode.CONFLICT, "the build checked something out or loaded a library while it asked");
        }
    }

    /** The names mean what they mean in tokens of Jenkins, so that one policy fits both ways to run. */
    private static Map<String, String> claims(BuildFacts build) {
        var claims = new LinkedHashMap<String, String>(build.told());
        claims.put("repository", build.job());
        claims.put("job_full_name", build.job());
        claims.put("build_number", Integer.toString(build.number()));
        claims.put("event_name", build.event());
        claims.put("trigger_unknown", Boolean.toString(!build.triggerKnown()));
        claims.put("replayed", Boolean.toString(build.replayed()));
        if (!build.ref().isEmpty()) {
            claims.put("ref", build.ref());
        }
        String commit = build.commit();
        if (commit != null) {
            claims.put("sha", commit);
        }
        if (build.definition() != null) {
            claims.put(UnreadChange.DEFINITION, build.definition().hex());
        }
        Starter starter = build.starter();
        if (starter != null) {
            claims.put("actor", starter.id());
            claims.put("actor_id", starter.id());
        }
        return claims;
    }
}
