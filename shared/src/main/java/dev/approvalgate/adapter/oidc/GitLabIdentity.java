package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes an identity of the verified claims of a GitLab ID token. Project, pipeline run and job are told by their immutable ids. GitLab
 * counts no attempts: a job that is retried is another job of the same run.
 *
 * @see <a href="https://docs.gitlab.com/ci/secrets/id_token_authentication/">OpenID Connect (OIDC) Authentication Using ID Tokens</a>
 */
final class GitLabIdentity {

    /**
     * What may start a pipeline that asks for anything ({@code CI_PIPELINE_SOURCE}). Left out are merge requests and external pull
     * requests, whose tokens may name the fork's project and commit, pipelines that follow other pipelines, chat commands, and what runs
     * a definition of its own.
     */
    private static final Set<String> SOURCES = Set.of("push", "web", "schedule", "api", "trigger");

    private static final Pattern PROJECT_PATH = Pattern.compile("[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+");
    private static final Pattern REF = Pattern.compile("refs/(?:heads|tags)/.+");

    /** Further claims that are kept. */
    private static final List<String> SHOWN = List.of(
            "namespace_path",
            "ref_type",
            "ref_protected",
            "environment_protected",
            "environment_action",
            "deployment_tier",
            "runner_environment",
            "project_visibility",
            "ci_config_ref_uri");

    private final VerifiedToken token;
    private final Claims claims;

    private GitLabIdentity(VerifiedToken token) {
        this.token = token;
        this.claims = token.claims();
    }

    static Assertion assertion(VerifiedToken token) {
        return new GitLabIdentity(token).assertion();
    }

    private Assertion assertion() {
        String source = claims.text("pipeline_source");
        if (!SOURCES.contains(source)) {
            throw Refusal.trigger(SOURCES);
        }
        String project = claims.matching("project_id", Forms.ID, Forms.AN_ID);
        refuseForeignJob(project);
        String path = claims.matching("project_path", PROJECT_PATH, "group/project");
        String ref = claims.matching("ref_path", REF, "refs/heads/… or refs/tags/…");
        String run = claims.matching("pipeline_id", Forms.ID, Forms.AN_ID);
        String job = claims.matching("job_id", Forms.ID, Forms.AN_ID);
        String commit = claims.matching("sha", Forms.COMMIT, Forms.A_COMMIT);
        String definitionCommit = claims.matchingOrNull("ci_config_sha", Forms.COMMIT, Forms.A_COMMIT);
        String environment = claims.environmentOrNull("environment");
        String definition = GitLabDefinition.path(claims.text(GitLabDefinition.CLAIM), token.issuer(), path, ref);
        var kept = new KeptClaims(claims)
                .put("repository", path)
                .put("ref", ref)
                .put("sha", commit)
                .put("actor", claims.textOrNull("user_login"))
                .put("event_name", source)
                .put("project_id", project)
                .put("namespace_id", claims.matchingOrNull("namespace_id", Forms.ID, Forms.AN_ID))
                .put("pipeline_id", run)
                .put("job_id", job)
                .put("user_id", claims.matchingOrNull("user_id", Forms.ID, Forms.AN_ID))
                .put("environment", environment)
                .put("ci_config_sha", definitionCommit)
                .texts(SHOWN);
        return new Assertion(
                WorkloadIdentity.attested(
                        new WorkloadKey(token.issuer(), project, definition),
                        claims.text("sub"),
                        new Run(run, 1),
                        kept.map()),
                token.id(),
                token.expiresAt(),
                environment,
                commit,
                job,
                definitionCommit);
    }

    /** The project claims are those of the change; where the job runs elsewhere, newer versions say so. */
    private void refuseForeignJob(String project) {
        String runsIn = claims.textOrNull("job_project_id");
        if (runsIn != null && !runsIn.equals(project)) {
            throw Refusal.claimMalformed("job_project_id", "the token's own project (project_id)");
        }
    }
}
