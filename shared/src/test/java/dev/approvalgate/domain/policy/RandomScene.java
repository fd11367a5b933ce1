package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Ownership.OwnerSet;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A scene that follows from its seed: few people with several accounts each, links in every state, groups of both kinds, trees of
 * requirements, hands in the change, votes of everybody. Small, so that the same few humans meet in all of it.
 */
final class RandomScene {

    /** Every account there is; the last few are nobody's at first. */
    static final List<Account> ACCOUNTS = accounts();

    static final List<String> GROUPS = List.of("a", "b", "c", "owners");
    static final List<String> FILES = List.of("db/1.sql", "src/A.java", "docs/a.md", "infra/x.tf");

    private static final List<ExternalGroup> TEAMS = List.of(
            ExternalGroup.githubTeam("api.github.com", 1, 1),
            ExternalGroup.githubTeam("api.github.com", 1, 2),
            ExternalGroup.slackUserGroup("T1", "S1"));

    /** When links that are too young now are in force. */
    private static final Instant MUCH_LATER = Scene.NOON.plus(Duration.ofDays(30));

    private final Random random;
    final Scene scene = new Scene();

    RandomScene(long seed) {
        random = new Random(seed);
        people();
        groups();
        links();
        change();
        int rules = 1 + random.nextInt(3);
        for (int i = 0; i < rules; i++) {
            scene.rule(rule(i, i == rules - 1));
        }
        if (random.nextInt(4) == 0) {
            scene.tighten(tightening(), tightening());
        }
        scene.at(Scene.NOON.plus(Duration.ofMinutes(random.nextInt(240))));
        for (Account account : ACCOUNTS) {
            scene.standing(account, rarely() ? AccountStanding.BOT : AccountStanding.ACTIVE);
        }
        int votes = random.nextInt(8);
        for (int i = 0; i < votes; i++) {
            vote(random.nextInt(12) == 0 ? Vote.Kind.REJECT : Vote.Kind.APPROVE);
        }
    }

    private static List<Account> accounts() {
        var accounts = new ArrayList<Account>();
        IntStream.rangeClosed(1, 6).mapToObj(Scene::github).forEach(accounts::add);
        IntStream.rangeClosed(1, 5).mapToObj(user -> Scene.slack("U" + user)).forEach(accounts::add);
        accounts.add(Account.github("github.example.com", 1));
        return List.copyOf(accounts);
    }

    private boolean rarely() {
        return random.nextInt(12) == 0;
    }

    <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private <T> List<T> some(List<T> things, int oneIn) {
        return things.stream().filter(thing -> random.nextInt(oneIn) == 0).toList();
    }

    private void people() {
        List<Account> free = new ArrayList<>(ACCOUNTS);
        for (int i = 0; i < 4; i++) {
            var own = new HashSet<Account>();
            for (int n = 1 + random.nextInt(2); n > 0; n--) {
                own.add(free.remove(random.nextInt(free.size())));
            }
            scene.person("p" + i, own.toArray(Account[]::new));
        }
    }

    private List<PersonId> persons() {
        return List.copyOf(scene.persons.keySet());
    }

    private void groups() {
        for (ExternalGroup team : TEAMS) {
            scene.members(team, some(accountsOf(team), 3).toArray(Account[]::new));
        }
        for (String group : GROUPS) {
            int oneIn = group.equals("owners") ? 5 : 2;
            scene.group(
                    group, some(persons(), oneIn).stream().map(PersonId::value).toArray(String[]::new));
            if (random.nextInt(3) == 0) {
                scene.external.put(group, Set.of(any(TEAMS)));
            }
        }
        scene.schedules.put(
                "payments",
                new OnCallSchedule(
                        "payments",
                        Scene.NOON.minus(Duration.ofHours(random.nextInt(30))).atZone(ZoneOffset.UTC),
                        1,
                        List.of(any(persons()), any(persons())),
                        List.of()));
    }

    private static List<Account> accountsOf(ExternalGroup team) {
        return ACCOUNTS.stream()
                .filter(account ->
                        account.kind() == team.members() && account.realm().equals(team.realm()))
                .toList();
    }

    private void links() {
        for (int n = random.nextInt(4); n > 0; n--) {
            Account one = any(ACCOUNTS);
            Account other = any(ACCOUNTS);
            if (!one.equals(other)) {
                switch (random.nextInt(4)) {
                    case 0 -> scene.link(one, other, MUCH_LATER, null);
                    case 1 -> scene.link(one, other, Scene.NOON.minusSeconds(60), Scene.NOON.minusSeconds(1));
                    default -> scene.link(one, other);
                }
            }
        }
    }

    private void change() {
        for (int n = random.nextInt(3); n > 0; n--) {
            scene.contributor(any(List.of(Contributor.Role.values())), rarely() ? null : any(ACCOUNTS));
        }
        var change = new SomeChange();
        some(FILES, 2).forEach(change::file);
        if (random.nextInt(4) == 0) {
            change.incomplete();
        }
        scene.change(change);
        List<OwnerSet> sets = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new OwnerSet("/" + i, 1, Set.copyOf(some(ACCOUNTS, 3)), Set.copyOf(some(TEAMS, 3))))
                .toList();
        scene.ownership = new Ownership(Fact.known(sets), random.nextInt(2), Fact.known(List.of()));
    }

    private SomeRule rule(int number, boolean last) {
        var rule = SomeRule.named("r" + number)
                .requires(requirement(2))
                .allows(some(List.of(Duty.values()), 3).toArray(Duty[]::new));
        if (!last) {
            String[] patterns = some(List.of("db/**", "docs/**", "src/**"), 2).toArray(String[]::new);
            rule.when(random.nextBoolean() ? SomeWhen.paths(patterns) : SelectorTest.allPaths(patterns));
        }
        if (random.nextInt(8) != 0) {
            rule.accepts(Rule.Finding.values());
        }
        if (random.nextInt(4) == 0) {
            rule.leadTime(Duration.ofMinutes(10L * random.nextInt(9)));
        }
        if (random.nextInt(3) == 0) {
            rule.glass(new BreakGlass(
                    Set.of(any(GROUPS)),
                    random.nextBoolean(),
                    Duration.ofMinutes(10),
                    Duration.ofDays(1),
                    Set.of(any(GROUPS))));
        }
        return rule.deadline(Duration.ofHours(5 + random.nextInt(20)))
                .token(SomeRule.token(1 + random.nextInt(60), 1 + random.nextInt(600), 1 + random.nextInt(5)));
    }

    private Requirement requirement(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            List<Requirement> parts = IntStream.range(0, 1 + random.nextInt(3))
                    .mapToObj(i -> requirement(depth - 1))
                    .toList();
            return random.nextBoolean()
                    ? new Requirement.AllOf(parts)
                    : new Requirement.AtLeast(1 + random.nextInt(parts.size()), parts);
        }
        int count = 1 + random.nextInt(2);
        return switch (random.nextInt(12)) {
            case 0 -> new Requirement.Automatic("low risk");
            case 1 -> new Requirement.Approvals(new Approvers.IdentityOwner(), 1);
            case 2 -> new Requirement.Approvals(new Approvers.OnCall("payments"), 1);
            case 3 -> new Requirement.Approvals(new Approvers.OnCallGroup("infra", any(TEAMS)), 1);
            case 4 -> new Requirement.Approvals(new Approvers.CodeOwners(Set.of(any(GROUPS))), 1);
            case 5, 6 -> SomeRule.approvals(count, any(GROUPS));
            default ->
                new Requirement.Approvals(
                        new Approvers.Groups(
                                Set.copyOf(List.of("a", "b", any(GROUPS)).subList(0, 2))),
                        count);
        };
    }

    /** {@return something that a repository may add} */
    Tightening tightening() {
        boolean all = random.nextBoolean();
        return new Tightening(
                "t" + random.nextInt(100),
                Set.of(),
                all ? List.of() : SomeWhen.patterns("db/**"),
                random.nextBoolean() ? null : requirement(1),
                random.nextInt(3),
                random.nextBoolean() ? null : Duration.ofMinutes(1 + random.nextInt(2000)),
                random.nextBoolean() ? null : Duration.ofMinutes(1 + random.nextInt(90)),
                random.nextBoolean() ? null : Duration.ofMinutes(1 + random.nextInt(900)),
                random.nextBoolean() ? null : 1 + random.nextInt(6),
                List.of(),
                rarely(),
                random.nextBoolean());
    }

    /** {@return some moment from the ask until now} */
    Instant before() {
        long minutes = Duration.between(Scene.NOON, scene.now).toMinutes();
        return Scene.NOON.plus(Duration.ofMinutes(random.nextInt((int) minutes + 1)));
    }

    /** Somebody votes, at some time. */
    void vote(Vote.Kind kind) {
        scene.vote(any(ACCOUNTS), kind, before());
    }

    Random random() {
        return random;
    }
}
