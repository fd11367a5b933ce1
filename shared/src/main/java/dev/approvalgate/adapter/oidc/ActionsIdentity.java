package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes an identity of the verified claims of a GitHub Actions token. Repository, run and job are told by their immutable ids; names
 * and the subject are shown only. The key is the one that the host's own records of the run give.
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

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,3}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}");
    private static final Pattern WORKFLOW = Pattern.compile("\\.github/workflows/[^/@]{1,200}\\.ya?ml");
    private static final String REF = "refs/";

    private static final String AN_ID = "a number in decimal digits";
    private static final String A_COMMIT = "a full commit id";
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

    private final String issuer;
    private final Claims claims;

    private ActionsIdentity(String issuer, Claims claims) {
        this.issuer = issuer;
        this.claims = claims;
    }

    static Assertion assertion(String issuer, Claims claims, Instant expiresAt) {
        return new ActionsIdentity(issuer, claims).assertion(expiresAt);
    }

    private Assertion assertion(Instant expiresAt) {
        String event = claims.text("event_name");
        if (!TRIGGERS.contains(event)) {
            throw new GateException(
                    ReasonCode.TRIGGER_NOT_ALLOWED,
                    "runs that were started by this trigger may not ask; start the workflow by one of "
                            + String.join(", ", TRIGGERS.stream().sorted().toList()));
        }
        String project = claims.matching("repository_id", ID, AN_ID);
        String repository = claims.matching("repository", REPOSITORY, "owner/name");
        String run = claims.matching("run_id", ID, AN_ID);
        int attempt = Integer.parseInt(claims.matching("run_attempt", ATTEMPT, AN_ID));
        String commit = claims.matching("sha", COMMIT, A_COMMIT);
        String environment = environment();
        var kept = new HashMap<String, String>();
        kept.put("repository_id", project);
        kept.put("repository", repository);
        kept.put("event_name", event);
        kept.put("sha", commit);
        kept.put("run_id", run);
        kept.put("run_attempt", Integer.toString(attempt));
        keep(kept, "environment", environment);
        keep(kept, "actor_id", claims.matchingOrNull("actor_id", ID, AN_ID));
        keep(kept, "repository_owner_id", claims.matchingOrNull("repository_owner_id", ID, AN_ID));
        SHOWN.forEach(name -> keep(kept, name, claims.textOrNull(name)));
        return new Assertion(
                WorkloadIdentity.attested(
                        new WorkloadKey(issuer, project, pipeline(repository)),
                        claims.text("sub"),
                        new Run(run, attempt),
                        kept),
                claims.text("jti"),
                expiresAt,
                environment,
                commit,
                claims.matchingOrNull("check_run_id", ID, AN_ID),
                claims.matchingOrNull("workflow_sha", COMMIT, A_COMMIT));
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

    private @Nullable String environment() {
        String name = claims.textOrNull("environment");
        return name == null ? null : Environment.of(name).display();
    }

    private static void keep(Map<String, String> kept, String name, @Nullable String value) {
        if (value != null) {
            kept.put(name, value);
        }
    }
}
