package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.LoopbackServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The issuer's public documents, and the endpoint at which a runner asks for its job's token. */
final class OidcRoutes {

    /** The path of the issuer below the stand-in's address. */
    static final String ISSUER_PATH = "/_oidc";

    private static final List<String> CLAIMS = List.of(
            "sub",
            "aud",
            "exp",
            "iat",
            "iss",
            "jti",
            "nbf",
            "ref",
            "sha",
            "repository",
            "repository_id",
            "repository_owner",
            "repository_owner_id",
            "run_id",
            "run_number",
            "run_attempt",
            "actor",
            "actor_id",
            "workflow",
            "workflow_ref",
            "workflow_sha",
            "head_ref",
            "base_ref",
            "event_name",
            "ref_type",
            "ref_protected",
            "environment",
            "job_workflow_ref",
            "job_workflow_sha",
            "repository_visibility",
            "runner_environment",
            "check_run_id");

    private final World world;
    private final OidcIssuer issuer;

    OidcRoutes(World world, OidcIssuer issuer) {
        this.world = world;
        this.issuer = issuer;
    }

    void register(LoopbackServer server) {
        server.route(
                "GET",
                ISSUER_PATH + "/.well-known/openid-configuration",
                call -> Json.answer(200, issuer.discovery(CLAIMS)));
        server.route("GET", ISSUER_PATH + "/.well-known/jwks", call -> Json.answer(200, issuer.jwks()));
        server.route("GET", "/_runner/idtoken", this::token);
    }

    /** A token of the job whose runner asks; only jobs that are in progress have a runner. */
    private Answer token(Call call) {
        synchronized (world) {
            Optional<Job> job = call.credential("Bearer").flatMap(this::running);
            if (job.isEmpty()) {
                return Errors.of(401, "No running job has this request token.");
            }
            String audience =
                    call.param("audience").orElse(job.get().run().repo().owner().login());
            String jwt = issuer.sign(JobClaims.of(job.get(), issuer.issuer().toString(), audience, world.now()));
            return Json.answer(200, Json.object("count", jwt.length(), "value", jwt));
        }
    }

    private Optional<Job> running(String token) {
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        return world.runs.values().stream()
                .flatMap(run -> run.jobs().stream())
                .filter(job -> job.state() == JobState.IN_PROGRESS)
                .filter(job -> MessageDigest.isEqual(given, job.runnerToken().getBytes(StandardCharsets.UTF_8)))
                .findFirst();
    }
}
