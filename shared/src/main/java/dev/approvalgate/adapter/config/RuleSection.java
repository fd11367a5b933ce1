package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.domain.policy.Duty;
import dev.approvalgate.domain.policy.Requirement;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.domain.policy.Rule.Findings;
import dev.approvalgate.domain.policy.Rule.Routing;
import dev.approvalgate.domain.policy.Rule.Timing;
import dev.approvalgate.domain.policy.Rule.TokenTerms;
import dev.approvalgate.domain.policy.Rule.VoteReason;
import dev.approvalgate.domain.policy.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rules}. */
final class RuleSection {

    private static final int LONGEST_CASE = 100;

    private final Names names = new Names("rule", "rules");
    private final SelectionReader selections;
    private final RequirementReader requirements;
    private final TimingReader timings;
    private final BreakGlassSection breakGlass;
    private final List<Placed> rules = new ArrayList<>();

    RuleSection(
            SelectionReader selections,
            RequirementReader requirements,
            TimingReader timings,
            BreakGlassSection breakGlass) {
        this.selections = selections;
        this.requirements = requirements;
        this.timings = timings;
        this.breakGlass = breakGlass;
    }

    /** A rule, and where it stands. */
    record Placed(Rule rule, Value at) {}

    void read(Value list) {
        for (Value item : list.items()) {
            rule(item).ifPresent(rule -> rules.add(new Placed(rule, item)));
        }
    }

    private Optional<Rule> rule(Value item) {
        Fields fields = item.fields(
                "id",
                "identities",
                "owners",
                "actions",
                "environments",
                "when",
                "approvals",
                "auto_approve",
                "separation_of_duties",
                "accepts",
                "assurance",
                "justification",
                "vote_reason",
                "deadline",
                "windows",
                "lead_time",
                "supersede",
                "reminder",
                "escalations",
                "token",
                "break_glass",
                "channels");
        Optional<String> id = fields.required("id", names::declare);
        Optional<Selection> selection = selections.read(fields);
        Optional<Requirement> requirement = requirement(fields);
        Set<Duty> allowed = fields.optional("separation_of_duties", RuleSection::allowed, Set.of());
        Findings findings = FindingsReader.read(fields);
        VoteReason voteReason =
                fields.optional("vote_reason", value -> value.choice(Words.of(VoteReason.class)), VoteReason.ON_REJECT);
        Optional<Timing> timing = timings.read(fields);
        Optional<Routing> routing = RoutingReader.read(fields, timing.map(Timing::deadline));
        Optional<TokenTerms> token = fields.required("token", TokenReader::read);
        Optional<BreakGlass> glass = fields.optional("break_glass", value -> breakGlass.read(value, token));
        return fields.build(() -> new Rule(
                id.orElseThrow(),
                selection.orElseThrow(),
                requirement.orElseThrow(),
                allowed,
                findings,
                voteReason,
                timing.orElseThrow(),
                token.orElseThrow(),
                routing.orElseThrow(),
                glass.orElse(null)));
    }

    private Optional<Requirement> requirement(Fields rule) {
        if (rule.has("approvals") && rule.has("auto_approve")) {
            rule.wrong("auto_approve", "contradicts approvals", "remove one of them");
        }
        return rule.has("auto_approve")
                ? rule.required("auto_approve", value -> value.text(LONGEST_CASE))
                        .map(Requirement.Automatic::new)
                : rule.required("approvals", requirements::read);
    }

    private static Optional<Set<Duty>> allowed(Value value) {
        Fields fields = value.fields("allow");
        return fields.required("allow", list -> list.any(duty -> duty.choice(Words.of(Duty.class))))
                .map(Set::copyOf);
    }

    /** {@return what was read, in the order of the file} */
    List<Placed> placed() {
        return List.copyOf(rules);
    }

    /** {@return the rules alone} */
    List<Rule> build() {
        return rules.stream().map(Placed::rule).toList();
    }
}
