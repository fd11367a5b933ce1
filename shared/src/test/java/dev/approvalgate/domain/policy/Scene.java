package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One policy, one request and some votes, put together piece by piece. At first there is one pipeline that the group {@code owners}
 * answers for, no rule, and a change that was read in full and that nobody had a hand in.
 */
final class Scene {

    /** A Monday. */
    static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    static final Environment PRODUCTION = Environment.of("production");
    static final WorkloadKey KEY = new WorkloadKey("https://ci.example.com", "4242", "deploy.yml");

    /** What voters were shown. */
    static final Sha256 SHOWN = Sha256.of("shown");

    private static final Sha256 DIGEST = Sha256.of("policy");

    final Map<PersonId, Person> persons = new LinkedHashMap<>();
    final Map<String, Set<PersonId>> groups = new LinkedHashMap<>();
    final Map<String, Set<ExternalGroup>> external = new LinkedHashMap<>();
    final Map<ExternalGroup, Set<Account>> members = new LinkedHashMap<>();
    final List<AccountLink> links = new ArrayList<>();
    final Map<Account, AccountStanding> standings = new HashMap<>();
    final List<Contributor> contributors = new ArrayList<>();
    final List<Vote> votes = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final List<Freeze> freezes = new ArrayList<>();
    final List<Tightening> tightenings = new ArrayList<>();
    final Map<String, OnCallSchedule> schedules = new LinkedHashMap<>();
    final List<RegisteredIdentity> identities = new ArrayList<>(List.of(identity("web", Map.of())));

    Map<String, String> claims = Map.of();
    List<String> scopes = List.of();

    @Nullable
    ChangeDetails details = new SomeChange().build();

    boolean complete = true;
    Ownership ownership = Ownership.none();

    @Nullable
    Personal<String> justification;

    Tightening.@Nullable Reader reader;
    Instant now = NOON;
    Assurance assurance = Assurance.SERVER;

    static RegisteredIdentity identity(String id, Map<String, String> claims) {
        return identity(id, claims, RegisteredIdentity.State.ACTIVE);
    }

    static RegisteredIdentity identity(String id, Map<String, String> claims, RegisteredIdentity.State state) {
        return new RegisteredIdentity(
                id,
                KEY,
                claims,
                "owners",
                state,
                Set.of(Action.DEPLOY),
                Set.of(PRODUCTION),
                Set.of("deploy:web", "read:web"),
                null);
    }

    static Account slack(String user) {
        return Account.slack("T1", user);
    }

    static Account github(int user) {
        return Account.github("api.github.com", user);
    }

    Scene person(String id, Account... accounts) {
        var person = new PersonId(id);
        persons.put(person, new Person(person, id, Set.of(accounts)));
        return this;
    }

    Scene group(String name, String... ids) {
        groups.computeIfAbsent(name, one -> new LinkedHashSet<>())
                .addAll(Stream.of(ids).map(PersonId::new).toList());
        return this;
    }

    /** A group of the policy whose members another system keeps. */
    Scene team(String name, ExternalGroup group, Account... accounts) {
        groups.computeIfAbsent(name, one -> new LinkedHashSet<>());
        external.computeIfAbsent(name, one -> new LinkedHashSet<>()).add(group);
        return members(group, accounts);
    }

    Scene members(ExternalGroup group, Account... accounts) {
        members.put(group, Set.of(accounts));
        return this;
    }

    /** A link that is in force. */
    Scene link(Account one, Account other) {
        return link(one, other, NOON.minus(Duration.ofDays(2)), null);
    }

    Scene link(Account one, Account other, Instant effectiveAt, @Nullable Instant endedAt) {
        links.add(new AccountLink(one, other, NOON.minus(Duration.ofDays(3)), effectiveAt, endedAt));
        return this;
    }

    Scene standing(Account account, AccountStanding standing) {
        standings.put(account, standing);
        return this;
    }

    Scene contributor(Contributor.Role role, @Nullable Account account) {
        contributors.add(new Contributor(role, account, false));
        return this;
    }

    Scene author(Account account) {
        return contributor(Contributor.Role.AUTHOR, account);
    }

    Scene rule(SomeRule rule) {
        rules.add(rule.build());
        return this;
    }

    Scene freeze(Freeze freeze) {
        freezes.add(freeze);
        return this;
    }

    Scene tighten(Tightening... added) {
        tightenings.addAll(List.of(added));
        ownership = new Ownership(
                ownership.owners(),
                ownership.unowned(),
                Fact.known(List.of(new Ownership.RepositoryPolicy("c0ffee", "version: 1"))));
        return this;
    }

    Scene change(SomeChange change) {
        details = change.build();
        complete = details.complete();
        return this;
    }

    Scene approve(Account account) {
        return vote(account, Vote.Kind.APPROVE, now);
    }

    Scene reject(Account account) {
        return vote(account, Vote.Kind.REJECT, now);
    }

    /** A vote as it is recorded: under the name that its account has, and of an account in good standing. */
    Scene vote(Account account, Vote.Kind kind, Instant at) {
        standings.putIfAbsent(account, AccountStanding.ACTIVE);
        votes.add(new Vote(roster().human(account), account, kind, "slack", SHOWN, null, at));
        return this;
    }

    Scene at(Instant moment) {
        now = moment;
        return this;
    }

    People people() {
        return new People(
                persons.values(),
                groups.entrySet().stream()
                        .map(group -> new Group(
                                group.getKey(), group.getValue(), external.getOrDefault(group.getKey(), Set.of())))
                        .toList());
    }

    Policy policy() {
        return new Policy(
                DIGEST,
                "policy",
                Policy.Origin.file("policy.yaml"),
                people(),
                schedules,
                identities,
                freezes,
                rules,
                List.of(),
                reader == null ? text -> tightenings : reader);
    }

    Proposal proposal() {
        var binding = new ChangeBinding(
                KEY, Action.DEPLOY, new Run("1", 1), PRODUCTION, null, null, List.of(), Map.of(), scopes);
        return new Proposal(
                new Change(binding, DIGEST, contributors, complete, new Personal<>(details), ownership),
                claims,
                justification,
                NOON,
                assurance);
    }

    DirectorySnapshot directory() {
        return new DirectorySnapshot(standings, members, Map.of(), new AccountLinks(links));
    }

    Roster roster() {
        return new Roster(people(), directory(), now);
    }

    Evaluation evaluate() {
        return PolicyEvaluator.evaluate(policy(), proposal(), votes, directory(), now);
    }

    Evaluation.Verdict verdict() {
        return evaluate().verdict();
    }

    Ruling ruling() {
        return Optional.ofNullable(
                        Admissions.admit(policy(), proposal(), roster(), now).ruling())
                .orElseThrow();
    }

    /** Why an account in good standing may not vote. */
    Optional<ReasonCode> bar(Account account) {
        standings.putIfAbsent(account, AccountStanding.ACTIVE);
        return PolicyEvaluator.bar(policy(), proposal(), account, directory(), now);
    }

    /** The ids of persons, to compare with. */
    static Set<String> ids(List<PersonId> persons) {
        return persons.stream().map(PersonId::value).collect(Collectors.toSet());
    }
}
