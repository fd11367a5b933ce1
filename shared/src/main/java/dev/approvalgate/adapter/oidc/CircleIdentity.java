package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an identity of the verified claims of a CircleCI token. The run is the workflow: whoever runs it again gets another one. The
 * token names neither an environment nor a commit. A fork's build has the project of the repository that it was forked from, so the
 * repository is part of what identifies the pipeline.
 *
 * @see <a href="https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/">OpenID Connect tokens in jobs</a>
 */
final class CircleIdentity {

    private static final String PREFIX = "oidc.circleci.com/";
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)+");
    private static final Pattern REF = Pattern.compile("refs/(?:heads|tags)/.+");
    /** How pull requests of forks are called where other builds have the name of their branch. */
    private static final Pattern PULL = Pattern.compile("refs/(?:heads/)?pull/.*");

    private final VerifiedToken token;
    private final Claims claims;

    private CircleIdentity(VerifiedToken token) {
        this.token = token;
        this.claims = token.claims();
    }

    static Assertion assertion(VerifiedToken token) {
        return new CircleIdentity(token).assertion();
    }

    private Assertion assertion() {
        if (claims.flag(PREFIX + "ssh-rerun")) {
            throw Refusal.trigger(
                    "jobs that were run again with SSH may not ask, for a person acts in them; run it again without");
        }
        String ref = ref();
        String project = id("project-id");
        String definition = id("pipeline-definition-id");
        String workflow = id("workflow-id");
        String job = id("job-id");
        String origin = claims.matching(PREFIX + "vcs-origin", ORIGIN, "a repository such as github.com/owner/name");
        var kept = new KeptClaims(claims)
                .put("repository", origin)
                .put("ref", ref)
                .put(PREFIX + "org-id", organization())
                .put(PREFIX + "project-id", project)
                .put(PREFIX + "pipeline-definition-id", definition)
                .put(PREFIX + "pipeline-id", id("pipeline-id"))
                .put(PREFIX + "workflow-id", workflow)
                .put(PREFIX + "job-id", job)
                .put(PREFIX + "context-ids", contexts());
        return new Assertion(
                WorkloadIdentity.attested(
                        new WorkloadKey(token.issuer(), project, definition + "/" + origin),
                        claims.text("sub"),
                        new Run(workflow, 1),
                        kept.map()),
                token.id(),
                token.expiresAt(),
                null,
                null,
                job,
                null);
    }

    private String id(String name) {
        return claims.matching(PREFIX + name, Forms.UUID, Forms.A_UUID);
    }

    private String ref() {
        String ref = claims.textOrNull(PREFIX + "vcs-ref");
        if (ref == null) {
            throw Refusal.trigger(
                    "pipelines that a custom webhook started may not ask, for their tokens name no repository and no ref");
        }
        if (PULL.matcher(ref).matches()) {
            throw Refusal.trigger("builds of forks may not ask; build a branch of the repository itself");
        }
        return claims.matching(PREFIX + "vcs-ref", REF, "refs/heads/… or refs/tags/…");
    }

    /** An organization has an issuer of its own; the issuer of all of them may be used too. */
    private String organization() {
        String organization = id("org-id");
        int own = token.issuer().lastIndexOf("/org/");
        if (own >= 0 && !token.issuer().endsWith("/org/" + organization)) {
            throw Refusal.claimMalformed(PREFIX + "org-id", "the organization of the token's own issuer");
        }
        return organization;
    }

    private @Nullable String contexts() {
        var contexts = claims.list(PREFIX + "context-ids", Forms.UUID, "a list of UUIDs in lower case");
        return contexts.isEmpty() ? null : String.join(" ", contexts);
    }
}
