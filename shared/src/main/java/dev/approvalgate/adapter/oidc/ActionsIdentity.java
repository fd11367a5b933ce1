package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes an identity of the verified claims of a GitHub Actions token. Repository, run and job are told by their immutable ids; names
 * and the subject are shown only. The key is the one that the host's own records of the run give.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">OpenID Connect reference</a>
 */
final class ActionsIdentity {

    /**
     * What may start a run that asks for anything. Left out are all triggers that act on what somebody without write access proposed
     * or wrote (pull requests, forks, comments, issues, and runs that follow other runs): there the token names a commit of the
     * repository itself while the job may work on something else.
     */
    private static final Set<String> TRIGGERS = Set.of(
            "push",
            "create",
            "release",
            "deployment",
            "schedule",
            "merge_group",
            "workflow_dispatch",
            "repository_dispatch");

    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}");
    private static final Pattern WORKFLOW = Pattern.compile("\\.github/workflows/[^/@]{1,200}\\.ya?ml");
    private static final String REF = "refs/";

    private static final String A_WORKFLOW =
            "owner/repository/.github/workflows/FILE@refs/… of the token's own repository";

    /** Further claims that are kept: shown, or needed to read the change. */
    private static final List<String> SHOWN = List.of(
            "actor",
            "ref",
            "ref_type",
            "repository_owner",
            "repository_visibility",
            "runner_environment",
            "job_workflow_ref",
            "job_workflow_sha");

    private final VerifiedToken token;
    private final Claims claims;

    private ActionsIdentity(VerifiedToken token) {
        this.token = token;
        this.claims = token.claims();
    }

    static Assertion assertion(VerifiedToken token) {
        return new ActionsIdentity(token).assertion();
    }

    private Assertion assertion() {
        String event = claims.text("event_name");
        if (!TRIGGERS.contains(event)) {
            throw Refusal.trigger(TRIGGERS);
        }
        String project = claims.matching("repository_id", Forms.ID, Forms.AN_ID);
        String repository = claims.matching("repository", REPOSITORY, "owner/name");
        String run = claims.matching("run_id", Forms.ID, Forms.AN_ID);
        int attempt = Integer.parseInt(claims.matching("run_attempt", Forms.ATTEMPT, Forms.AN_ID));
        String commit = claims.matching("sha", Forms.COMMIT, Forms.A_COMMIT);
        String environment = claims.environmentOrNull("environment");
        var kept = new KeptClaims(claims)
                .put("repository_id", project)
                .put("repository", repository)
                .put("event_name", event)
                .put("sha", commit)
                .put("run_id", run)
                .put("run_attempt", Integer.toString(attempt))
                .put("environment", environment)
                .put("actor_id", claims.matchingOrNull("actor_id", Forms.ID, Forms.AN_ID))
                .put("repository_owner_id", claims.matchingOrNull("repository_owner_id", Forms.ID, Forms.AN_ID))
                .texts(SHOWN);
        return new Assertion(
                WorkloadIdentity.attested(
                        new WorkloadKey(token.issuer(), project, pipeline(repository)),
                        claims.text("sub"),
                        new Run(run, attempt),
                        kept.map()),
                token.id(),
                token.expiresAt(),
                environment,
                commit,
                claims.matchingOrNull("check_run_id", Forms.ID, Forms.AN_ID),
                claims.matchingOrNull("workflow_sha", Forms.COMMIT, Forms.A_COMMIT));
    }

    /** The path ends at the first {@code @}; a file whose own name holds one could pass for another file, and is refused. */
    private String pipeline(String repository) {
        String reference = claims.text("workflow_ref");
        int at = reference.indexOf('@');
        String prefix = repository + "/";
        if (at < 0 || !reference.startsWith(prefix) || !reference.startsWith(REF, at + 1)) {
            throw Refusal.claimMalformed("workflow_ref", A_WORKFLOW);
        }
        String path = reference.substring(prefix.length(), Math.max(at, prefix.length()));
        if (!WORKFLOW.matcher(path).matches()) {
            throw Refusal.claimMalformed("workflow_ref", A_WORKFLOW);
        }
        return path;
    }
}
