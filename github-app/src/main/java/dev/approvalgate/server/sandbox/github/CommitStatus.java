package dev.approvalgate.server.sandbox.github;

import java.time.Instant;

/**
 * A commit status of the older kind.
 *
 * @param state {@code success}, {@code failure}, {@code error} or {@code pending}
 */
record CommitStatus(long id, String sha, String context, String state, Account creator, Instant at) {}
