package dev.approvalgate.journeys.docs.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.policy.AccountLink;
import dev.approvalgate.domain.policy.AccountLinks;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.DirectorySnapshot;
import dev.approvalgate.domain.policy.People;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who takes part in an example, and what other systems say of them. */
final class Cast {

    private static final Pattern ACCOUNT = Pattern.compile("(GitHub|Slack) (?:(\\w+)/)?(\\w+)");
    private static final Pattern GROUP = Pattern.compile("(?:team (\\d+)/(\\d+)|user group (\\w+)/(\\w+))");
    private static final String GITHUB = "api.github.com";

    private final Map<String, Set<Account>> accounts = new LinkedHashMap<>();
    private final Map<ExternalGroup, Set<Account>> members = new HashMap<>();
    private final List<AccountLink> links = new ArrayList<>();

    private Cast() {}

    static Cast of(People people, Markdown section, Map<String, List<String>> teams) {
        var cast = new Cast();
        for (Person person : people.all()) {
            cast.accounts.put(person.id().value(), person.accounts());
        }
        teams.forEach((team, names) -> cast.members.put(
                CodeOwners.team(team, teams),
                names.stream()
                        .map(name -> cast.account(name, AccountKind.GITHUB))
                        .collect(Collectors.toSet())));
        section.table("who", "accounts", "in", "linked").forEach(cast::stranger);
        return cast;
    }

    /** Somebody whom the policy does not name. */
    private void stranger(List<String> cells) {
        List<Account> all =
                ACCOUNT.matcher(cells.get(1)).results().map(Cast::account).toList();
        accounts.put(cells.get(0), Set.copyOf(all));
        Matcher group = GROUP.matcher(cells.get(2));
        if (!group.matches()) {
            throw new AssertionError("no group: " + cells.get(2));
        }
        ExternalGroup in = group.group(1) == null
                ? ExternalGroup.slackUserGroup(group.group(3), group.group(4))
                : ExternalGroup.githubTeam(GITHUB, Long.parseLong(group.group(1)), Long.parseLong(group.group(2)));
        all.stream()
                .filter(account -> account.kind() == in.members())
                .forEach(account ->
                        members.computeIfAbsent(in, any -> new HashSet<>()).add(account));
        if (!cells.get(3).isEmpty()) {
            Instant weekAgo = Told.USUALLY.minus(Duration.ofDays(7));
            links.add(new AccountLink(all.get(0), all.get(1), weekAgo, weekAgo.plus(Duration.ofDays(1)), null));
        }
    }

    private static Account account(MatchResult written) {
        return written.group(1).equals("GitHub")
                ? Account.github(GITHUB, Long.parseLong(written.group(3)))
                : Account.slack(written.group(2), written.group(3));
    }

    boolean knows(String name) {
        return accounts.containsKey(name);
    }

    /** {@return somebody's account in a system} */
    Account account(String name, AccountKind kind) {
        return accounts.getOrDefault(name, Set.of()).stream()
                .filter(account -> account.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no account of the kind " + kind));
    }

    /** {@return what the other systems say: everybody is in good standing} */
    DirectorySnapshot directory() {
        Map<Account, AccountStanding> standings = accounts.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.toMap(account -> account, account -> AccountStanding.ACTIVE));
        return new DirectorySnapshot(standings, members, Map.of(), new AccountLinks(links));
    }
}
