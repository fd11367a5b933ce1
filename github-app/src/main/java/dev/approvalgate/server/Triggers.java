package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds who started a run in its verified claims. */
final class Triggers implements Function<WorkloadIdentity, Optional<Account>> {

    private final @Nullable GithubSettings github;

    Triggers(@Nullable GithubSettings github) {
        this.github = github;
    }

    @Override
    public Optional<Account> apply(WorkloadIdentity identity) {
        String actor = identity.claims().get("actor_id");
        if (github == null
                || actor == null
                || !actor.matches("[0-9]{1,18}")
                || !identity.key().issuer().equals(github.oidcIssuer())) {
            return Optional.empty();
        }
        return Optional.of(Account.github(Conversions.github(github).realm(), Long.parseLong(actor)));
    }
}
