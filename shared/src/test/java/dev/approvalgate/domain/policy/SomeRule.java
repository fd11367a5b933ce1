package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.ChannelAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes rules: at first for every deployment to production, and with one approval of the group {@code approvers}. */
final class SomeRule {

    private final String id;
    private Set<String> identities = Set.of();
    private Set<String> owners = Set.of();
    private When when = When.ALWAYS;
    private Requirement requirement = approvals(1, "approvers");
    private Set<Duty> allowed = Set.of();
    private Set<Rule.Finding> accepts = Set.of();
    private boolean justificationRequired;
    private @Nullable Pattern justification;
    private Assurance assurance = Assurance.EMBEDDED;
    private Rule.VoteReason voteReason = Rule.VoteReason.OPTIONAL;
    private Duration deadline = Duration.ofHours(8);
    private List<ChangeWindow> windows = List.of();
    private Duration leadTime = Duration.ZERO;
    private boolean supersedes;
    private Rule.TokenTerms token = token(15, 60, 1);
    private Rule.Routing routing = new Rule.Routing(List.of(), Duration.ZERO, List.of());
    private @Nullable BreakGlass glass;

    private SomeRule(String id) {
        this.id = id;
    }

    static SomeRule named(String id) {
        return new SomeRule(id);
    }

    static Requirement approvals(int count, String... groups) {
        return new Requirement.Approvals(new Approvers.Groups(Set.of(groups)), count);
    }

    /** Lifetime and validity are in minutes. */
    static Rule.TokenTerms token(int lifetime, int validity, int maxJobs, String... scopes) {
        return new Rule.TokenTerms(
                Duration.ofMinutes(lifetime),
                Duration.ofMinutes(validity),
                "https://deploy.example.com",
                maxJobs,
                Set.of(scopes));
    }

    SomeRule identities(String... ids) {
        identities = Set.of(ids);
        return this;
    }

    SomeRule owners(String... groups) {
        owners = Set.of(groups);
        return this;
    }

    SomeRule when(When changes) {
        when = changes;
        return this;
    }

    /** For changes that touch one of these. */
    SomeRule paths(String... patterns) {
        return when(SomeWhen.paths(patterns));
    }

    SomeRule requires(Requirement tree) {
        requirement = tree;
        return this;
    }

    SomeRule requires(int count, String... groups) {
        return requires(approvals(count, groups));
    }

    SomeRule allows(Duty... duties) {
        allowed = Set.of(duties);
        return this;
    }

    SomeRule accepts(Rule.Finding... findings) {
        accepts = Set.of(findings);
        return this;
    }

    SomeRule justification(boolean required, @Nullable String form) {
        justificationRequired = required;
        justification = form == null ? null : Pattern.compile(form);
        return this;
    }

    SomeRule assurance(Assurance least) {
        assurance = least;
        return this;
    }

    SomeRule voteReason(Rule.VoteReason wanted) {
        voteReason = wanted;
        return this;
    }

    SomeRule deadline(Duration time) {
        deadline = time;
        return this;
    }

    SomeRule windows(ChangeWindow... open) {
        windows = List.of(open);
        return this;
    }

    SomeRule leadTime(Duration time) {
        leadTime = time;
        return this;
    }

    SomeRule supersedes() {
        supersedes = true;
        return this;
    }

    SomeRule token(Rule.TokenTerms terms) {
        token = terms;
        return this;
    }

    SomeRule routing(Duration reminder, List<Escalation> escalations, ChannelAddress... channels) {
        routing = new Rule.Routing(List.of(channels), reminder, escalations);
        return this;
    }

    SomeRule glass(@Nullable BreakGlass terms) {
        glass = terms;
        return this;
    }

    Rule build() {
        return new Rule(
                id,
                new Selection(identities, owners, Set.of(Action.DEPLOY), Set.of(Scene.PRODUCTION), when),
                requirement,
                allowed,
                new Rule.Findings(accepts, justificationRequired, justification, assurance),
                voteReason,
                new Rule.Timing(deadline, windows, leadTime, supersedes),
                token,
                routing,
                glass);
    }
}
