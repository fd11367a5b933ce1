package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.port.Directory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Slack for Slack's accounts, the controller for all others. */
final class AllDirectories implements Directory {

    private final @Nullable Directory slack;
    private final Directory jenkins;

    AllDirectories(@Nullable Directory slack, Directory jenkins) {
        this.slack = slack;
        this.jenkins = jenkins;
    }

    private Directory of(AccountKind kind) {
        return kind == AccountKind.SLACK && slack != null ? slack : jenkins;
    }

    @Override
    public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
        var standings = new HashMap<Account, AccountStanding>();
        for (AccountKind kind : AccountKind.values()) {
            List<Account> some =
                    accounts.stream().filter(account -> account.kind() == kind).toList();
            if (!some.isEmpty()) {
                standings.putAll(of(kind).standings(some, freshness));
            }
        }
        return standings;
    }

    @Override
    public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> groups, Freshness freshness) {
        var members = new HashMap<ExternalGroup, Set<Account>>();
        for (AccountKind kind : AccountKind.values()) {
            List<ExternalGroup> some =
                    groups.stream().filter(group -> group.members() == kind).toList();
            if (!some.isEmpty()) {
                members.putAll(of(kind).members(some, freshness));
            }
        }
        return members;
    }

    @Override
    public Map<Account, String> names(Collection<Account> accounts) {
        var names = new HashMap<Account, String>();
        for (AccountKind kind : AccountKind.values()) {
            names.putAll(of(kind).names(accounts.stream()
                    .filter(account -> account.kind() == kind)
                    .toList()));
        }
        return names;
    }
}
