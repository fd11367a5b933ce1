package dev.approvalgate.journeys.world;

import dev.approvalgate.server.sandbox.github.Job;
import dev.approvalgate.server.sandbox.github.Run;

/**
 * A job that waits at its environment.
 *
 * @param title the first line of the commit that it deploys, unique in the test
 * @param run the run
 * @param job the job
 */
public record Deployment(String title, Run run, Job job) {}
