package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.policy.Selection;
import dev.approvalgate.domain.policy.When;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a rule is for. */
final class SelectionReader {

    private final IdentitySection identities;
    private final GroupSection groups;
    private final WhenSection when;

    SelectionReader(IdentitySection identities, GroupSection groups, WhenSection when) {
        this.identities = identities;
        this.groups = groups;
        this.when = when;
    }

    Optional<Selection> read(Fields rule) {
        List<String> whose = rule.optional("identities", value -> value.some(identities::refer), List.of());
        Set<String> owners = rule.optional("owners", groups::referToSome, Set.of());
        List<Action> actions = rule.optional("actions", value -> value.some(Words::action), List.of(Action.DEPLOY));
        Optional<List<Environment>> environments =
                rule.required("environments", value -> value.some(Words::environment));
        When narrowed = rule.optional("when", when::read, When.ALWAYS);
        return environments.map(
                where -> new Selection(Set.copyOf(whose), owners, Set.copyOf(actions), Set.copyOf(where), narrowed));
    }
}
