package dev.approvalgate.adapter.config;

import dev.approvalgate.gate.port.ConditionCompiler;
import java.util.Optional;

/** The sections of {@code policy.yaml}, in the order in which they refer to each other. */
final class PolicySections {

    private final PeopleSection people = new PeopleSection();
    private final CalendarSection calendars = new CalendarSection();
    private final GroupSection groups = new GroupSection(people);
    private final OnCallSection onCall = new OnCallSection(people);
    private final Vocabulary vocabulary = new Vocabulary(groups, onCall, calendars);
    private final IdentitySection identities = new IdentitySection(groups);
    private final FreezeSection freezes = new FreezeSection();
    private final RuleSection rules;
    private final PolicyTargets targets = new PolicyTargets();

    PolicySections(ConditionCompiler conditions) {
        var windows = new WindowReader(calendars);
        this.rules = new RuleSection(
                new SelectionReader(identities, groups, new WhenSection(windows, conditions)),
                new RequirementReader(vocabulary),
                new TimingReader(windows),
                new BreakGlassSection(groups));
    }

    /** Reads them. In this order, because each may refer to those before it. */
    void read(Fields fields) {
        fields.get("calendars").ifPresent(calendars::read);
        fields.required("people", Optional::of).ifPresent(people::read);
        fields.required("groups", Optional::of).ifPresent(groups::read);
        fields.get("on_call").ifPresent(onCall::read);
        fields.required("identities", Optional::of).ifPresent(identities::read);
        fields.get("freezes").ifPresent(freezes::read);
        fields.required("rules", Optional::of).ifPresent(rules::read);
        fields.get("targets").ifPresent(targets::read);
    }

    /** Looks for what only shows in the whole; after everything could be read. */
    void check(Problems problems) {
        new RuleChecks(identities.placed(), groups).check(rules.placed(), problems);
        targets.warn(rules.build(), identities.build());
        groups.names().warnOfUnused(problems);
        onCall.names().warnOfUnused(problems);
        calendars.names().warnOfUnused(problems);
    }

    PeopleSection people() {
        return people;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    IdentitySection identities() {
        return identities;
    }

    FreezeSection freezes() {
        return freezes;
    }

    RuleSection rules() {
        return rules;
    }

    PolicyTargets targets() {
        return targets;
    }
}
