package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChangeDetails.FileChange;
import dev.approvalgate.domain.approval.ChangeDetails.PullRequest;
import dev.approvalgate.domain.approval.ChangeDetails.Risk;
import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Contributor.Role;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Ownership.OwnerSet;
import dev.approvalgate.domain.approval.Ownership.RepositoryPolicy;
import dev.approvalgate.domain.approval.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code change} of a case. */
final class CaseChange {

    private static final int MOST = 1_000_000;
    /** The keys that name people by the hand they had. */
    private static final Map<String, Role> HANDS = Map.of(
            "authors", Role.AUTHOR,
            "opened_by", Role.PULL_REQUEST_AUTHOR,
            "merged_by", Role.MERGER,
            "pushed_by", Role.PUSHER,
            "started_by", Role.TRIGGER,
            "pipeline_changed_by", Role.PIPELINE_CHANGER);

    private final CasePeople people;

    CaseChange(CasePeople people) {
        this.people = people;
    }

    /** What was read. */
    record Read(List<Contributor> contributors, ChangeDetails details, Ownership ownership) {}

    Optional<Read> read(Value value) {
        Fields fields = value.fields(
                "branch",
                "tag",
                "trigger",
                "files",
                "labels",
                "risks",
                "complete",
                "authors",
                "unknown_authors",
                "opened_by",
                "merged_by",
                "pushed_by",
                "started_by",
                "pipeline_changed_by",
                "owners",
                "unowned",
                "repository_policy");
        var contributors = new ArrayList<Contributor>();
        HANDS.forEach((key, role) -> fields.optional(key, list -> list.any(people::refer), List.<Person>of())
                .forEach(person -> contributors.add(contributor(person, role))));
        int unknown = fields.optional("unknown_authors", number -> number.integer(0, 1000), 0);
        for (int i = 0; i < unknown; i++) {
            contributors.add(new Contributor(Role.AUTHOR, null, false));
        }
        Optional<String> branch = fields.optional("branch", name -> name.text(255));
        Optional<String> tag = fields.optional("tag", name -> name.text(255));
        String ref = tag.map(name -> "refs/tags/" + name).orElseGet(() -> "refs/heads/" + branch.orElse("main"));
        String trigger = fields.optional("trigger", name -> name.text(100), "push");
        List<FileChange> files = fields.optional("files", list -> list.any(CaseChange::file), List.of());
        List<String> labels = fields.optional("labels", list -> list.any(label -> label.text(100)), List.of());
        List<RiskKind> risks =
                fields.optional("risks", list -> list.any(word -> word.choice(Words.of(RiskKind.class))), List.of());
        boolean complete = fields.optional("complete", Value::flag, true);
        List<OwnerSet> owners = fields.optional("owners", list -> list.any(this::owners), List.of());
        int unowned = fields.optional("unowned", number -> number.integer(0, MOST), 0);
        Optional<String> policy = fields.optional("repository_policy", Value::block);
        var details = new ChangeDetails(
                "case",
                null,
                false,
                ref,
                "case",
                trigger,
                Fact.unknown("a case has no past"),
                List.of(),
                0,
                labels.isEmpty() ? List.of() : List.of(new PullRequest(1, "case", "case", List.of(), null, labels)),
                files,
                risks.stream().map(kind -> new Risk(kind, List.of("case"))).toList(),
                Fact.unknown("a case has no checks"),
                complete);
        var ownership = new Ownership(
                Fact.known(owners),
                complete ? unowned : Math.max(unowned, 1),
                Fact.known(policy.map(text -> List.of(new RepositoryPolicy("0".repeat(40), text)))
                        .orElse(List.of())));
        return fields.build(() -> new Read(contributors, details, ownership));
    }

    /** By the account on GitHub where there is one, since that is where changes come from. */
    private static Contributor contributor(Person person, Role role) {
        return new Contributor(
                role,
                CasePeople.account(person, Optional.of(AccountKind.GITHUB))
                        .or(() -> CasePeople.account(person, Optional.empty()))
                        .orElse(null),
                false);
    }

    private static Optional<FileChange> file(Value value) {
        if (!value.isMapping()) {
            return value.text(1000).map(path -> new FileChange(path, "modified", 1, 0, null));
        }
        Fields fields = value.fields("path", "previous_path", "added", "deleted");
        Optional<String> path = fields.required("path", text -> text.text(1000));
        Optional<String> before = fields.optional("previous_path", text -> text.text(1000));
        int added = fields.optional("added", number -> number.integer(0, MOST), 1);
        int deleted = fields.optional("deleted", number -> number.integer(0, MOST), 0);
        return fields.build(() -> new FileChange(
                path.orElseThrow(), before.isPresent() ? "renamed" : "modified", added, deleted, before.orElse(null)));
    }

    private Optional<OwnerSet> owners(Value value) {
        Fields fields = value.fields("pattern", "people");
        Optional<String> pattern = fields.required("pattern", text -> text.text(255));
        Optional<List<Person>> owners = fields.required("people", list -> list.any(people::refer));
        return fields.build(() -> new OwnerSet(
                pattern.orElseThrow(),
                1,
                owners.orElseThrow().stream()
                        .flatMap(person -> person.accounts().stream())
                        .filter(account -> account.kind() == AccountKind.GITHUB)
                        .collect(Collectors.toSet()),
                Set.of()));
    }
}
