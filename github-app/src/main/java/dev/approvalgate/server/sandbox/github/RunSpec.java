package dev.approvalgate.server.sandbox.github;

/**
 * What starts a workflow run.
 *
 * @param workflow the workflow file, such as {@code .github/workflows/deploy.yml}
 * @param sha the commit
 * @param branch the branch, which the token's {@code ref} is made of
 * @param event the trigger, such as {@code push} or {@code workflow_dispatch}
 * @param actor who caused it
 */
public record RunSpec(String workflow, String sha, String branch, String event, Account actor) {

    /** A push to the default branch. */
    public static RunSpec push(String workflow, String sha, Account actor) {
        return new RunSpec(workflow, sha, Repo.DEFAULT_BRANCH, "push", actor);
    }

    /** The same with another trigger. */
    public RunSpec event(String other) {
        return new RunSpec(workflow, sha, branch, other, actor);
    }

    /** The same on another branch. */
    public RunSpec branch(String other) {
        return new RunSpec(workflow, sha, other, event, actor);
    }
}
