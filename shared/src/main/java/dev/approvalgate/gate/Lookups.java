package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.policy.AccountLinks;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.DirectorySnapshot;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Roster;
import dev.approvalgate.gate.port.Directory.Freshness;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the directory what has to be known to judge. */
final class Lookups {

    private final Ports ports;

    Lookups(Ports ports) {
        this.ports = ports;
    }

    /**
     * {@return what the systems of accounts and groups say}
     *
     * @param policies who is who; all accounts of whoever is asked about are looked up by each of them
     * @param groups the groups to read
     * @param accounts whose standing is asked
     */
    DirectorySnapshot directory(
            List<Policy> policies,
            Collection<ExternalGroup> groups,
            Collection<Account> accounts,
            Freshness freshness) {
        AccountLinks links = ports.links().current();
        Map<Account, AccountStanding> standings = new HashMap<>();
        if (freshness == Freshness.NOW) {
            standings.putAll(ports.directory().standings(withOthers(policies, links, accounts), freshness));
        } else {
            // Standings are looked up when a vote is cast and when it decides; otherwise recorded votes are taken at
            // their word.
            accounts.forEach(account -> standings.put(account, AccountStanding.ACTIVE));
        }
        Map<ExternalGroup, Set<Account>> members = ports.directory().members(groups, freshness);
        Set<Account> shown = new HashSet<>(accounts);
        members.values().forEach(shown::addAll);
        return new DirectorySnapshot(standings, members, ports.directory().names(shown), links);
    }

    /** Whoever was turned out of one system acts through no account that they still have in another. */
    private Set<Account> withOthers(List<Policy> policies, AccountLinks links, Collection<Account> accounts) {
        var known = new DirectorySnapshot(Map.of(), Map.of(), Map.of(), links);
        Instant now = ports.clock().instant();
        Set<Account> all = new HashSet<>(accounts);
        for (Policy policy : policies) {
            var roster = new Roster(policy.people(), known, now);
            accounts.forEach(account -> all.addAll(roster.accounts(account)));
        }
        return all;
    }
}
