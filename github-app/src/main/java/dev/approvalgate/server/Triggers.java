package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.config.IssuerSettings;
import dev.approvalgate.adapter.oidc.JenkinsRealm;
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
 * subject where people sign in with GitLab; or the user of a Jenkins controller, as the controller says it. The tokens of other hosts name nobody.
 */
final class Triggers implements Function<WorkloadIdentity, Optional<Account>> {

    private final @Nullable GithubSettings github;
    private final Set<String> gitlabs;
    private final Set<String> controllers;

    Triggers(GateSettings settings) {
        this.github = settings.github();
        this.gitlabs = issuers(settings, IssuerSettings.Kind.GITLAB);
        this.controllers = issuers(settings, IssuerSettings.Kind.JENKINS);
    }

    private static Set<String> issuers(GateSettings settings, IssuerSettings.Kind kind) {
        return settings.issuers().stream()
                .filter(issuer -> issuer.kind() == kind)
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
        if (controllers.contains(issuer)) {
            // A controller's users have no numbers; its address is what tells them from those of another.
            return Optional.ofNullable(identity.claims().get("actor_id"))
                    .map(id -> new Account(AccountKind.JENKINS, JenkinsRealm.of(issuer), id));
        }
        return gitlabs.contains(issuer)
                ? id(identity, "user_id").map(id -> new Account(AccountKind.OIDC, issuer, id))
                : Optional.empty();
    }

    private static Optional<String> id(WorkloadIdentity identity, String claim) {
        return Optional.ofNullable(identity.claims().get(claim)).filter(id -> id.matches("[0-9]{1,18}"));
    }
}
