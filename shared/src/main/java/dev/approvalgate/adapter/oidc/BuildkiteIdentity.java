package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.util.List;
import java.util.Set;

/**
 * Makes an identity of the verified claims of a Buildkite token. Organization and pipeline are told by their immutable ids, which a job
 * has to ask for. The token names neither an environment nor the file that the steps came from, and does not say whether the build is
 * one of a pull request.
 *
 * @see <a href="https://buildkite.com/docs/agent/cli/reference/oidc">buildkite-agent oidc</a>
 */
final class BuildkiteIdentity {

    /** Stands for the one definition that a Buildkite pipeline has. */
    static final String PIPELINE = "pipeline";

    /** What may start a build that asks for anything. A build that another build triggered says nothing of what started that one. */
    private static final Set<String> SOURCES = Set.of("ui", "api", "webhook", "schedule");

    private static final String ASK =
            "ask for it: buildkite-agent oidc request-token --claim organization_id,pipeline_id";

    /** Further claims that are kept. */
    private static final List<String> SHOWN = List.of(
            "organization_slug",
            "pipeline_slug",
            "build_id",
            "build_branch",
            "build_tag",
            "step_key",
            "agent_id",
            "cluster_id",
            "queue_id",
            "runner_environment");

    private final VerifiedToken token;
    private final Claims claims;

    private BuildkiteIdentity(VerifiedToken token) {
        this.token = token;
        this.claims = token.claims();
    }

    static Assertion assertion(VerifiedToken token) {
        return new BuildkiteIdentity(token).assertion();
    }

    private Assertion assertion() {
        String source = claims.text("build_source");
        if (!SOURCES.contains(source)) {
            throw Refusal.trigger(SOURCES);
        }
        String organization = optional("organization_id");
        String pipeline = optional("pipeline_id");
        String run = claims.number("build_number");
        String job = claims.matching("job_id", Forms.UUID, Forms.A_UUID);
        String commit = claims.matching("build_commit", Forms.COMMIT, Forms.A_COMMIT);
        var kept = new KeptClaims(claims)
                .put("repository", claims.text("organization_slug") + "/" + claims.text("pipeline_slug"))
                .put("ref", ref())
                .put("sha", commit)
                .put("event_name", source)
                .put("organization_id", organization)
                .put("pipeline_id", pipeline)
                .put("build_number", run)
                .put("job_id", job)
                .texts(SHOWN);
        return new Assertion(
                WorkloadIdentity.attested(
                        // Build numbers are unique within their pipeline only, so the pipeline is the project.
                        new WorkloadKey(token.issuer(), organization + "/" + pipeline, PIPELINE),
                        claims.text("sub"),
                        new Run(run, 1),
                        kept.map()),
                token.id(),
                token.expiresAt(),
                null,
                commit,
                job,
                null);
    }

    private String optional(String name) {
        String id = claims.matchingOrNull(name, Forms.UUID, Forms.A_UUID);
        if (id == null) {
            throw Refusal.claimMissing(name, ASK);
        }
        return id;
    }

    /** Git knows no colon in the name of a branch: it is there where a fork's owner was put in front. */
    private String ref() {
        String branch = claims.text("build_branch");
        if (branch.indexOf(':') >= 0) {
            throw Refusal.trigger("builds of forks may not ask; build a branch of the repository itself");
        }
        String tag = claims.textOrNull("build_tag");
        return tag == null ? "refs/heads/" + branch : "refs/tags/" + tag;
    }
}
