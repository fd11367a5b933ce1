package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.People;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds policies. {@link #production()} is the one that most tests want: one pipeline that may deploy to production, one rule, the
 * group {@code approvers} of everybody but the outsider.
 */
public final class PolicyBuilder {

    /** The group that may approve. */
    public static final String GROUP = "approvers";
    /** The registered identity. */
    public static final String IDENTITY = "payments-deploy";
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
    private Rule.VoteReason voteReason = Rule.VoteReason.OPTIONAL;
    private Duration deadline = Duration.ofHours(8);
    private Duration reminder = Duration.ZERO;
    private Duration lifetime = Duration.ofMinutes(15);
    private Duration validity = Duration.ofHours(1);
    private int maxJobs = 1;
    private Set<String> scopes = Set.of("deploy:payments");
    private List<ChannelAddress> channels = List.of(CHANNEL);

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
                IDENTITY, workload, GROUP, state, Set.of(Action.DEPLOY), Set.of(FakeIdentity.PRODUCTION), scopes);
    }

    /** {@return the rule as it would be built} */
    public Rule rule() {
        return new Rule(
                "production",
                Set.of(IDENTITY),
                Set.of(Action.DEPLOY),
                Set.of(Environment.of("production")),
                new Rule.Approvals(Set.of(GROUP), count),
                accepts,
                justificationRequired,
                voteReason,
                deadline,
                reminder,
                new Rule.TokenTerms(lifetime, validity, "https://deploy.example.com", maxJobs),
                channels);
    }

    /** {@return the policy; its digest changes with everything in it} */
    public Policy build() {
        var identities = new ArrayList<>(List.of(identity()));
        identities.addAll(moreIdentities);
        var rules = new ArrayList<>(List.of(rule()));
        rules.addAll(moreRules);
        String text = persons + "\n" + groups + "\n" + identities + "\n" + rules;
        return new Policy(
                Sha256.of(text), text, "policy.yaml", new People(persons.values(), groups), identities, rules);
    }
}
