package dev.approvalgate.server.sandbox.github;

import java.time.Instant;

/**
 * A review of a pull request.
 *
 * @param state {@code APPROVED}, {@code CHANGES_REQUESTED}, {@code COMMENTED} or {@code DISMISSED}
 * @param commit the head at the time of the review
 */
record Review(long id, Account user, String state, String commit, Instant submittedAt) {}
