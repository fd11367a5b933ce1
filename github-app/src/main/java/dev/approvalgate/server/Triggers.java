package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.config.IssuerSettings;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds who started a run in its verified claims: the account at GitHub, or the user of a GitLab instance, who has the same id there as
 * subject where people sign in with GitLab. The tokens of other hosts name nobody.
 */
final class Triggers implements Function<WorkloadIdentity, Optional<Account>> {

    private final @Nullable GithubSettings github;
    private final Set<String> gitlabs;

    Triggers(GateSettings settings) {
        this.github = settings.github();
        this.gitlabs = settings.issuers().stream()
                .filter(issuer -> issuer.kind() == IssuerSettings.Kind.GITLAB)
                .map(IssuerSettings::issuer)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Account> apply(WorkloadIdentity identity) {
        String issuer = identity.key().issuer();
        if (github != null && issuer.equals(github.oidcIssuer())) {
            return id(identity, "actor_id")
                    .map(id -> Account.github(Conversions.github(github).realm(), Long.parseLong(id)));
        }
        return gitlabs.contains(issuer)
                ? id(identity, "user_id").map(id -> new Account(AccountKind.OIDC, issuer, id))
                : Optional.empty();
    }

    private static Optional<String> id(WorkloadIdentity identity, String claim) {
        return Optional.ofNullable(identity.claims().get(claim)).filter(id -> id.matches("[0-9]{1,18}"));
    }
}
