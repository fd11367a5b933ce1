package dev.approvalgate.server.sandbox.github;

import java.time.Instant;
import java.util.Set;

/**
 * The App, installed on an account.
 *
 * @param repositories the ids of the selected repositories; empty for all of the account's
 */
record Installation(long id, Account account, Set<Long> repositories, Instant createdAt) {

    boolean covers(Repo repo) {
        return repo.owner().id() == account.id() && (repositories.isEmpty() || repositories.contains(repo.id()));
    }
}
