package dev.approvalgate.adapter.oidc;

import org.jspecify.annotations.Nullable;

/**
 * Which claims of an issuer without a kind of its own say who the workload is. All are members of the token's payload itself, texts or
 * whole numbers.
 *
 * @param project the project; better an immutable id than a name
 * @param pipeline the pipeline definition within the project
 * @param run the execution, unique within the project
 * @param attempt the attempt of the run, or {@code null} where the issuer counts none: it is 1 then
 * @param environment the environment of the job, or {@code null} where no claim names it
 * @param commit the full id of the commit, or {@code null} where no claim names it
 * @param job the job within the run, or {@code null} where no claim names it
 */
public record ClaimNames(
        String project,
        String pipeline,
        String run,
        @Nullable String attempt,
        @Nullable String environment,
        @Nullable String commit,
        @Nullable String job) {}
