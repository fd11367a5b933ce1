package dev.approvalgate.server.sandbox.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub itself records of a branch that was moved, whatever its commits say.
 *
 * @param before the commit before, or null where the branch is new
 * @param type such as {@code push} or {@code pr_merge}
 */
record Push(long id, String branch, @Nullable String before, String after, String type, Account actor, Instant at) {}
