package dev.approvalgate.server.sandbox.github;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The claims that GitHub Actions puts into a job's identity token. Numbers of GitHub travel as strings; times as numbers. */
final class JobClaims {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration SET_BACK = Duration.ofMinutes(10);

    private JobClaims() {}

    /** The claims of a token issued now; with {@code owner@id/repository@id} in the subject, as repositories get it since July 2026. */
    static Map<String, Object> of(Job job, String issuer, String audience, Instant now) {
        Run run = job.run();
        Repo repo = run.repo();
        RunSpec spec = run.spec();
        String ref = "refs/heads/" + spec.branch();
        String workflow = repo.fullName() + "/" + spec.workflow() + "@" + ref;
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("sub", subject(job, ref));
        claims.put("aud", audience);
        claims.put("ref", ref);
        claims.put("sha", run.sha());
        claims.put("repository", repo.fullName());
        claims.put("repository_owner", repo.owner().login());
        claims.put("repository_owner_id", String.valueOf(repo.owner().id()));
        claims.put("run_id", String.valueOf(run.id()));
        claims.put("run_number", String.valueOf(run.number()));
        claims.put("run_attempt", String.valueOf(job.attempt()));
        claims.put("repository_visibility", repo.isPrivate() ? "private" : "public");
        claims.put("repository_id", String.valueOf(repo.id()));
        claims.put("actor_id", String.valueOf(spec.actor().id()));
        claims.put("actor", spec.actor().login());
        claims.put("workflow", spec.workflow().replaceFirst("^.*/", "").replaceFirst("\\.ya?ml$", ""));
        claims.put("head_ref", "");
        claims.put("base_ref", "");
        claims.put("event_name", spec.event());
        claims.put("ref_protected", "true");
        claims.put("ref_type", "branch");
        claims.put("workflow_ref", workflow);
        claims.put("workflow_sha", run.sha());
        claims.put("job_workflow_ref", workflow);
        claims.put("job_workflow_sha", run.sha());
        claims.put("runner_environment", "github-hosted");
        job.environment().ifPresent(environment -> claims.put("environment", environment));
        claims.put("check_run_id", String.valueOf(job.id()));
        claims.put("iss", issuer);
        claims.put("nbf", now.minus(SET_BACK).getEpochSecond());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        return claims;
    }

    private static String subject(Job job, String ref) {
        Repo repo = job.run().repo();
        String name = repo.owner().login() + "@" + repo.owner().id() + "/" + repo.name() + "@" + repo.id();
        String context = job.environment()
                .map(environment -> "environment:" + environment.replace(":", "%3A"))
                .orElse(job.run().spec().event().equals("pull_request") ? "pull_request" : "ref:" + ref);
        return "repo:" + name + ":" + context;
    }
}
