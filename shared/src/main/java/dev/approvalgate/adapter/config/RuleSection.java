package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.policy.Approvers;
import dev.approvalgate.domain.policy.Requirement;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.domain.policy.Rule.Finding;
import dev.approvalgate.domain.policy.Rule.TokenTerms;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import dev.approvalgate.domain.policy.Selection;
import dev.approvalgate.domain.policy.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rules}. */
final class RuleSection {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    /** GitHub fails a run that has waited 30 days. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private static final Duration LONGEST_LIFETIME = Duration.ofHours(24);
    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(15);
    private static final Duration DEFAULT_VALIDITY = Duration.ofHours(1);
    /** The largest matrix of jobs on GitHub. */
    private static final int MOST_JOBS = 256;

    private static final int MOST_APPROVALS = 100;

    private final PeopleSection people;
    private final IdentitySection identities;
    private final Names names = new Names("rule", "rules");
    private final RuleCoverage coverage;
    private final List<Rule> rules = new ArrayList<>();

    RuleSection(PeopleSection people, IdentitySection identities) {
        this.people = people;
        this.identities = identities;
        this.coverage = new RuleCoverage(identities);
    }

    void read(Value list) {
        for (Value item : list.items()) {
            rule(item).ifPresent(rule -> {
                coverage.check(rule, item);
                rules.add(rule);
            });
        }
    }

    private Optional<Rule> rule(Value item) {
        Fields fields = item.fields(
                "id",
                "identities",
                "actions",
                "environments",
                "approvals",
                "accepts",
                "justification",
                "vote_reason",
                "deadline",
                "reminder",
                "token",
                "channels");
        Optional<String> id = fields.required("id", names::declare);
        Optional<List<String>> whose = fields.required("identities", value -> value.some(identities::refer));
        List<Action> actions = fields.optional("actions", value -> value.some(Words::action), List.of(Action.DEPLOY));
        Optional<List<Environment>> environments =
                fields.required("environments", value -> value.some(Words::environment));
        Optional<Requirement> approvals = fields.required("approvals", this::approvals);
        List<Finding> accepts = fields.optional(
                "accepts", value -> value.any(finding -> finding.choice(Words.of(Finding.class))), List.of());
        boolean justification = fields.optional(
                "justification", value -> value.choice(Map.of("optional", false, "required", true)), false);
        VoteReason voteReason =
                fields.optional("vote_reason", value -> value.choice(Words.of(VoteReason.class)), VoteReason.ON_REJECT);
        Optional<Duration> deadline = fields.required("deadline", value -> value.duration(SHORTEST, LONGEST_WAIT));
        Duration reminder = fields.optional("reminder", value -> reminder(value, deadline), Duration.ZERO);
        Optional<TokenTerms> token = fields.required("token", RuleSection::token);
        Optional<List<ChannelAddress>> channels = fields.required("channels", value -> value.any(Channels::read));
        return fields.build(() -> new Rule(
                id.orElseThrow(),
                new Selection(
                        Set.copyOf(whose.orElseThrow()),
                        Set.of(),
                        Set.copyOf(actions),
                        Set.copyOf(environments.orElseThrow()),
                        When.ALWAYS),
                approvals.orElseThrow(),
                Set.of(),
                new Rule.Findings(Set.copyOf(accepts), justification, null),
                voteReason,
                Rule.Timing.within(deadline.orElseThrow()),
                token.orElseThrow(),
                new Rule.Routing(channels.orElseThrow(), reminder, List.of()),
                null));
    }

    private Optional<Requirement> approvals(Value value) {
        Fields fields = value.fields("from", "count");
        Optional<List<String>> from = fields.required("from", list -> list.some(people::refer));
        int count = fields.optional("count", number -> number.integer(1, MOST_APPROVALS), 1);
        from.flatMap(people::size)
                .filter(size -> size < count)
                .ifPresent(size -> fields.wrong(
                        "count",
                        count + " approvals are wanted, but the groups have " + size
                                + (size == 1 ? " person" : " persons") + " in all",
                        "lower it, or add people to a group"));
        return fields.build(
                () -> new Requirement.Approvals(new Approvers.Groups(Set.copyOf(from.orElseThrow())), count));
    }

    private static Optional<Duration> reminder(Value value, Optional<Duration> deadline) {
        if (value.isText("never")) {
            return Optional.of(Duration.ZERO);
        }
        Optional<Duration> reminder = value.duration(SHORTEST, LONGEST_WAIT);
        if (reminder.isPresent() && deadline.isPresent() && reminder.get().compareTo(deadline.get()) >= 0) {
            return value.refuse(
                    "must be shorter than the deadline (" + Durations.write(deadline.get()) + ")",
                    "it says how long before the deadline people are reminded");
        }
        return reminder;
    }

    private static Optional<TokenTerms> token(Value value) {
        Fields fields = value.fields("lifetime", "validity", "audience", "max_jobs");
        Duration lifetime =
                fields.optional("lifetime", time -> time.duration(SHORTEST, LONGEST_LIFETIME), DEFAULT_LIFETIME);
        Duration validity =
                fields.optional("validity", time -> time.duration(SHORTEST, LONGEST_WAIT), DEFAULT_VALIDITY);
        if (lifetime.compareTo(validity) > 0) {
            fields.wrong(
                    fields.has("lifetime") ? "lifetime" : "validity",
                    "a token's lifetime (" + Durations.write(lifetime)
                            + ") must not exceed the validity of the approval (" + Durations.write(validity)
                            + ")",
                    "shorten the lifetime, or lengthen the validity");
        }
        Optional<String> audience = fields.required("audience", Words::audience);
        int maxJobs = fields.optional("max_jobs", number -> number.integer(1, MOST_JOBS), 1);
        return fields.build(() -> new TokenTerms(lifetime, validity, audience.orElseThrow(), maxJobs, Set.of()));
    }

    /** {@return what was read} */
    List<Rule> build() {
        return List.copyOf(rules);
    }
}
