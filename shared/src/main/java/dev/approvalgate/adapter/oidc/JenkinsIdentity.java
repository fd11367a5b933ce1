package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.gate.BuildClaims;
import dev.approvalgate.gate.UnreadChange;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes an identity of the verified claims of a Jenkins build's token, as the OpenID Connect Provider plugin issues it: its subject is
 * the job's address, and {@code
 * build_number} is there. Claims that the controller's administrators add are used where they are there:
 * {@code job_full_name}, {@code environment}, {@code definition}, {@code commit}. The gate's own plugin says more: {@code block} and {@code
 * request_id}, which tell the blocks of one build apart, {@code build_timestamp}, which tells builds of one number of a job that was made
 * anew apart, and {@code definition_sha256}, {@code ref}, {@code event_name}, {@code actor}
 * and {@code actor_id}, and those of {@link BuildClaims}; for the controller itself, {@code controller}. Jenkins knows jobs by their names only.
 *
 * @see <a href="https://plugins.jenkins.io/oidc-provider/">OpenID Connect Provider</a>
 */
final class JenkinsIdentity {

    /** The name that a pipeline's definition has unless a claim says otherwise. */
    static final String JENKINSFILE = "Jenkinsfile";

    private static final String JOB = "job_full_name";
    private static final String BUILD = "build_number";
    private static final String CONTROLLER = "controller";
    private static final Pattern REQUEST = Pattern.compile("req_[0-9a-hjkmnp-tv-z]{26}");

    private final VerifiedToken token;
    private final Claims claims;

    private JenkinsIdentity(VerifiedToken token) {
        this.token = token;
        this.claims = token.claims();
    }

    static Assertion assertion(VerifiedToken token) {
        return new JenkinsIdentity(token).assertion();
    }

    /** {@return the issuer of a token that a controller speaks with for itself: it names no build} */
    static String host(IssuerKind kind, VerifiedToken token) {
        Claims claims = token.claims();
        if (kind != IssuerKind.JENKINS || !claims.flag(CONTROLLER) || claims.has(BUILD) || claims.has(JOB)) {
            throw Refusal.claimMalformed(CONTROLLER, "true, in a token of Jenkins that names neither job nor build");
        }
        return token.issuer();
    }

    private Assertion assertion() {
        if (claims.has(CONTROLLER)) {
            throw Refusal.malformed("the claim " + CONTROLLER + " is in no token of a build");
        }
        String job = job();
        String build = claims.number(BUILD);
        String definition = claims.matchingOrNull("definition", Forms.PATH, Forms.A_PATH);
        String environment = claims.environmentOrNull("environment");
        String commit = claims.matchingOrNull("commit", Forms.COMMIT, Forms.A_COMMIT);
        String hash = claims.matchingOrNull(UnreadChange.DEFINITION, Forms.SHA256, Forms.A_SHA256);
        String block = claims.matchingOrNull("block", Forms.ID, Forms.AN_ID);
        String started = claims.textOrNumberOrNull("build_timestamp", Forms.ID, Forms.AN_ID);
        String request = claims.matchingOrNull("request_id", REQUEST, "the id of a request");
        var kept = new KeptClaims(claims)
                .texts(List.of(
                        "ref",
                        "event_name",
                        "actor",
                        "actor_id",
                        UnreadChange.TRIGGER_UNKNOWN,
                        UnreadChange.PROJECT_PUBLIC))
                .texts(BuildClaims.NAMES)
                .put(UnreadChange.DEFINITION, hash)
                .put("repository", job)
                .put("sha", commit)
                .put(JOB, job)
                .put(BUILD, build)
                .put("definition", definition)
                .put("environment", environment);
        return new Assertion(
                WorkloadIdentity.attested(
                        new WorkloadKey(token.issuer(), job, definition == null ? JENKINSFILE : definition),
                        claims.text("sub"),
                        new Run(started == null ? build : build + "-" + started, 1),
                        kept.map()),
                token.id(),
                token.expiresAt(),
                environment,
                commit,
                // Without a block nothing smaller than a build has a token of its own.
                block == null ? build : build + "/" + block,
                null,
                hash == null ? null : new Sha256(hash),
                request == null ? null : new RequestId(request));
    }

    /** Two answers to one question are none: what a build's variables say must not outdo what the controller says. */
    private String job() {
        var controller = JenkinsController.of(token.issuer());
        String named = claims.matchingOrNull(JOB, JenkinsController.FULL_NAME, "the full name of a job");
        Optional<String> addressed = controller.flatMap(it -> it.job(claims.text("sub")));
        if (named == null) {
            return addressed.orElseThrow(() -> Refusal.claimMissing(
                    JOB, "add it to the claim templates, or let the subject be the job's address below the issuer's"));
        }
        boolean foreign = controller.isPresent() && !controller.get().holds(named);
        if (foreign || addressed.filter(name -> !name.equals(named)).isPresent()) {
            throw Refusal.claimMalformed(JOB, "the job that the subject names, in the folder that the issuer is of");
        }
        return named;
    }
}
