package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.Approvers;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.policy.ChangeWindow;
import dev.approvalgate.domain.policy.Duty;
import dev.approvalgate.domain.policy.Escalation;
import dev.approvalgate.domain.policy.Freeze;
import dev.approvalgate.domain.policy.GitHubTerms;
import dev.approvalgate.domain.policy.Group;
import dev.approvalgate.domain.policy.People;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Requirement;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.domain.policy.Selection;
import dev.approvalgate.domain.policy.Target;
import dev.approvalgate.domain.policy.Tightening;
import dev.approvalgate.domain.policy.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds policies. {@link #production()} is the one that most tests want: one pipeline that may deploy to production, one rule, the
 * group {@code approvers} of everybody but the outsider.
 */
public final class PolicyBuilder {

    /** The group that may approve. */
    public static final String GROUP = "approvers";
    /** The registered identity. */
    public static final String IDENTITY = "payments-deploy";
    /** Whether tokens are bound to a key. */
    public PolicyBuilder possession(Rule.Possession wanted) {
        possession = wanted;
        return this;
    }

    /** Where reviewers see requests. */
    public static final ChannelAddress CHANNEL = new ChannelAddress("slack", "C0000000001");

    private final Map<PersonId, Person> persons = new LinkedHashMap<>();
    private final Map<String, Set<PersonId>> groups = new LinkedHashMap<>();
    private final List<RegisteredIdentity> moreIdentities = new ArrayList<>();
    private final List<Rule> moreRules = new ArrayList<>();
    private RegisteredIdentity.State state = RegisteredIdentity.State.ACTIVE;
    private WorkloadKey workload = FakeIdentity.KEY;
    private int count = 1;
    private Set<Rule.Finding> accepts = Set.of();
    private boolean justificationRequired;
    private Assurance assurance = Assurance.EMBEDDED;
    private Rule.VoteReason voteReason = Rule.VoteReason.OPTIONAL;
    private Duration deadline = Duration.ofHours(8);
    private Duration reminder = Duration.ZERO;
    private Duration lifetime = Duration.ofMinutes(15);
    private Duration validity = Duration.ofHours(1);
    private int maxJobs = 1;
    private String audience = "https://deploy.example.com";
    private Rule.Possession possession = Rule.Possession.OPTIONAL;
    private @Nullable String algorithm;
    private @Nullable GitHubTerms github;
    private Set<String> scopes = Set.of("deploy:payments");
    private List<ChannelAddress> channels = List.of(CHANNEL);
    private final Map<String, Set<ExternalGroup>> external = new LinkedHashMap<>();
    private final List<Freeze> freezes = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private @Nullable Requirement requirement;
    private Set<Duty> allowed = Set.of();
    private List<ChangeWindow> windows = List.of();
    private Duration leadTime = Duration.ZERO;
    private boolean supersedes;
    private List<Escalation> escalations = List.of();
    private @Nullable BreakGlass breakGlass;
    private RegisteredIdentity.@Nullable Rate rate;

    private PolicyBuilder() {}

    /** {@return the policy that most tests want} */
    public static PolicyBuilder production() {
        var builder = new PolicyBuilder();
        Roles.ALL.forEach(builder::person);
        return builder.member(Roles.AUTHOR)
                .member(Roles.APPROVER_1)
                .member(Roles.APPROVER_2)
                .member(Roles.APPROVER_3);
    }

    /** {@return one with nobody in it} */
    public static PolicyBuilder empty() {
        return new PolicyBuilder();
    }

    /** Adds a person, or replaces the one of that id. */
    public PolicyBuilder person(Person person) {
        persons.put(person.id(), person);
        return this;
    }

    /** Puts a person into the approving group. */
    public PolicyBuilder member(Person person) {
        persons.putIfAbsent(person.id(), person);
        groups.computeIfAbsent(GROUP, name -> new LinkedHashSet<>()).add(person.id());
        return this;
    }

    /** Takes a person out of the approving group. */
    public PolicyBuilder without(Person person) {
        groups.getOrDefault(GROUP, new LinkedHashSet<>()).remove(person.id());
        return this;
    }

    /** Forgets a person altogether. */
    public PolicyBuilder unknown(Person person) {
        persons.remove(person.id());
        return without(person);
    }

    /** What a token of GitHub is narrowed to. */
    public PolicyBuilder github(@Nullable GitHubTerms terms) {
        github = terms;
        return this;
    }

    /** Who must approve, instead of some of the group. */
    public PolicyBuilder requires(Requirement tree) {
        requirement = tree;
        return this;
    }

    /** A group of a name that another system keeps. */
    public PolicyBuilder external(String name, ExternalGroup group) {
        groups.computeIfAbsent(name, one -> new LinkedHashSet<>());
        external.put(name, Set.of(group));
        return this;
    }

    /** A group of a name with these members. */
    public PolicyBuilder group(String name, Person... members) {
        Set<PersonId> ids = groups.computeIfAbsent(name, one -> new LinkedHashSet<>());
        for (Person member : members) {
            persons.putIfAbsent(member.id(), member);
            ids.add(member.id());
        }
        return this;
    }

    /** Duties that do not bar. */
    public PolicyBuilder allows(Duty... duties) {
        allowed = Set.of(duties);
        return this;
    }

    /** When it may happen. */
    public PolicyBuilder windows(ChangeWindow... open) {
        windows = List.of(open);
        return this;
    }

    /** A time in which nothing may happen. */
    public PolicyBuilder freeze(Freeze freeze) {
        freezes.add(freeze);
        return this;
    }

    /** Where tokens are good. */
    public PolicyBuilder target(Target target) {
        targets.add(target);
        return this;
    }

    /** How long after the approval it takes effect. */
    public PolicyBuilder leadTime(Duration time) {
        leadTime = time;
        return this;
    }

    /** Newer requests take the place of older ones. */
    public PolicyBuilder supersedes() {
        supersedes = true;
        return this;
    }

    /** Where requests that still wait are shown too. */
    public PolicyBuilder escalates(Escalation... steps) {
        escalations = List.of(steps);
        return this;
    }

    /** Who may break glass. */
    public PolicyBuilder breakGlass(BreakGlass terms) {
        breakGlass = terms;
        return this;
    }

    /** How often the identity may ask. */
    public PolicyBuilder rate(int requests, Duration per) {
        rate = new RegisteredIdentity.Rate(requests, per);
        return this;
    }

    /** How many must approve. */
    public PolicyBuilder count(int persons) {
        count = persons;
        return this;
    }

    /** The state of the identity. */
    public PolicyBuilder state(RegisteredIdentity.State identityState) {
        state = identityState;
        return this;
    }

    /** Which pipeline the identity is. */
    public PolicyBuilder workload(WorkloadKey key) {
        workload = key;
        return this;
    }

    /** Which findings the rule accepts. */
    public PolicyBuilder accepts(Rule.Finding... findings) {
        accepts = Set.of(findings);
        return this;
    }

    /** The pipeline must say why. */
    public PolicyBuilder justificationRequired() {
        justificationRequired = true;
        return this;
    }

    /** When voters must say why. */
    public PolicyBuilder voteReason(Rule.VoteReason when) {
        voteReason = when;
        return this;
    }

    /** How long people may take. */
    public PolicyBuilder deadline(Duration time) {
        deadline = time;
        return this;
    }

    /** How long before the deadline to remind. */
    public PolicyBuilder reminder(Duration time) {
        reminder = time;
        return this;
    }

    /** How long tokens live, and how long an approval can be redeemed. */
    public PolicyBuilder token(Duration tokenLifetime, Duration approvalValidity) {
        lifetime = tokenLifetime;
        validity = approvalValidity;
        return this;
    }

    /** Who may accept tokens. */
    public PolicyBuilder audience(String name) {
        audience = name;
        return this;
    }

    /** What tokens are signed with. */
    public PolicyBuilder algorithm(String name) {
        algorithm = name;
        return this;
    }

    /** How many jobs may redeem. */
    public PolicyBuilder maxJobs(int jobs) {
        maxJobs = jobs;
        return this;
    }

    /** The scopes of the identity. */
    public PolicyBuilder scopes(String... names) {
        scopes = Set.of(names);
        return this;
    }

    /** How far the gate must be from those whom it watches. */
    public PolicyBuilder assurance(Assurance least) {
        assurance = least;
        return this;
    }

    /** Where reviewers see requests. */
    public PolicyBuilder channels(ChannelAddress... addresses) {
        channels = List.of(addresses);
        return this;
    }

    /** Adds another identity. */
    public PolicyBuilder and(RegisteredIdentity identity) {
        moreIdentities.add(identity);
        return this;
    }

    /** Adds another rule. */
    public PolicyBuilder and(Rule rule) {
        moreRules.add(rule);
        return this;
    }

    /** {@return the identity as it would be built} */
    public RegisteredIdentity identity() {
        return new RegisteredIdentity(
                IDENTITY,
                workload,
                Map.of(),
                GROUP,
                state,
                Set.of(Action.DEPLOY),
                Set.of(FakeIdentity.PRODUCTION),
                scopes,
                rate);
    }

    /** {@return the rule as it would be built} */
    public Rule rule() {
        return new Rule(
                "production",
                new Selection(
                        Set.of(IDENTITY),
                        Set.of(),
                        Set.of(Action.DEPLOY),
                        Set.of(Environment.of("production")),
                        When.ALWAYS),
                requirement == null
                        ? new Requirement.Approvals(new Approvers.Groups(Set.of(GROUP)), count)
                        : requirement,
                allowed,
                new Rule.Findings(accepts, justificationRequired, null, assurance),
                voteReason,
                new Rule.Timing(deadline, windows, leadTime, supersedes),
                new Rule.TokenTerms(lifetime, validity, audience, maxJobs, Set.of(), possession, algorithm, github),
                new Rule.Routing(channels, reminder, escalations),
                breakGlass);
    }

    /** {@return the policy; its digest changes with everything in it} */
    public Policy build() {
        var identities = new ArrayList<>(List.of(identity()));
        identities.addAll(moreIdentities);
        var rules = new ArrayList<>(List.of(rule()));
        rules.addAll(moreRules);
        String text = persons + "\n" + groups + external + freezes + "\n" + identities + "\n" + rules + targets;
        return new Policy(
                Sha256.of(text),
                text,
                Policy.Origin.file("policy.yaml"),
                new People(
                        persons.values(),
                        groups.entrySet().stream()
                                .map(group -> new Group(
                                        group.getKey(),
                                        group.getValue(),
                                        external.getOrDefault(group.getKey(), Set.of())))
                                .toList()),
                Map.of(),
                identities,
                freezes,
                rules,
                targets,
                Tightening.Reader.NONE);
    }
}
