package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one case. */
final class CaseReader {

    /** A Monday morning: what is not about time need not name one. */
    private static final Instant USUAL = Instant.parse("2026-01-05T10:00:00Z");

    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z");
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Policy policy;
    private final CasePeople people;

    CaseReader(Policy policy) {
        this.policy = policy;
        this.people = new CasePeople(policy);
    }

    Optional<PolicyCase> read(Value item) {
        Fields fields = item.fields(
                "name",
                "at",
                "asked",
                "identity",
                "action",
                "environment",
                "scopes",
                "justification",
                "assurance",
                "change",
                "members",
                "votes",
                "expect");
        Optional<String> name = fields.required("name", value -> value.text(100));
        Instant opened = fields.optional("asked", CaseReader::moment, USUAL);
        Optional<RegisteredIdentity> identity = fields.required("identity", this::identity);
        Action action = fields.optional("action", Words::action, Action.DEPLOY);
        Optional<Environment> environment = fields.required("environment", Words::environment);
        List<String> scopes = fields.optional("scopes", value -> value.any(Words::scope), List.of());
        Optional<String> justification = fields.optional("justification", value -> value.text(2000));
        Assurance assurance =
                fields.optional("assurance", value -> value.choice(Words.of(Assurance.class)), Assurance.SERVER);
        var change = new CaseChange(people);
        Optional<CaseChange.Read> read = fields.required("change", change::read);
        fields.get("members").ifPresent(people::readMembers);
        List<Vote> votes = fields.optional("votes", list -> list.any(vote -> vote(vote, opened)), List.of());
        Instant last =
                votes.stream().map(Vote::at).max(Comparator.naturalOrder()).orElse(opened);
        Instant at = fields.optional("at", CaseReader::moment, last);
        Optional<PolicyCase.Expected> expected = fields.required("expect", this::expected);
        return fields.build(() -> new PolicyCase(
                name.orElseThrow(),
                item.place(),
                proposal(
                        identity.orElseThrow(),
                        action,
                        environment.orElseThrow(),
                        scopes,
                        justification,
                        read.orElseThrow(),
                        opened,
                        assurance),
                votes,
                people.directory(votes),
                at,
                expected.orElseThrow()));
    }

    private static Proposal proposal(
            RegisteredIdentity identity,
            Action action,
            Environment environment,
            List<String> scopes,
            Optional<String> justification,
            CaseChange.Read read,
            Instant opened,
            Assurance assurance) {
        var binding = new ChangeBinding(
                identity.workload(),
                action,
                new Run("1", 1),
                environment,
                "0".repeat(40),
                null,
                List.of(),
                Map.of(),
                scopes.isEmpty() ? List.copyOf(identity.scopes()) : scopes);
        Map<String, String> claims = new HashMap<>(identity.claims());
        return new Proposal(
                Change.of(binding, read.contributors(), read.details(), read.ownership()),
                claims,
                justification.map(Personal::of).orElse(null),
                opened,
                assurance);
    }

    private Optional<RegisteredIdentity> identity(Value value) {
        List<String> known =
                policy.identities().stream().map(RegisteredIdentity::id).toList();
        return value.text(100).flatMap(id -> {
            Optional<RegisteredIdentity> found = policy.identities().stream()
                    .filter(identity -> identity.id().equals(id))
                    .findFirst();
            return found.isPresent()
                    ? found
                    : value.refuse("unknown identity " + Quote.of(id), Nearest.remedy(id, known, "identities"));
        });
    }

    private Optional<Vote> vote(Value item, Instant opened) {
        Fields fields = item.fields("by", "vote", "after", "with");
        Optional<Person> by = fields.required("by", people::refer);
        Optional<Vote.Kind> kind = fields.required("vote", value -> value.choice(Words.of(Vote.Kind.class)));
        Duration after = fields.optional("after", value -> value.duration(Duration.ZERO, LONGEST), Duration.ZERO);
        Optional<AccountKind> with = fields.optional("with", value -> value.choice(Words.of(AccountKind.class)));
        Optional<Account> account = by.flatMap(person -> CasePeople.account(person, with));
        if (by.isPresent() && account.isEmpty()) {
            return item.refuse(
                    by.get().id() + " has no such account", "name one of their accounts' kinds with the key with");
        }
        return fields.build(() -> new Vote(
                by.orElseThrow().id(),
                account.orElseThrow(),
                kind.orElseThrow(),
                "slack",
                Sha256.of("case"),
                null,
                opened.plus(after)));
    }

    private Optional<PolicyCase.Expected> expected(Value value) {
        Fields fields = value.fields("outcome", "reasons", "rule", "counted");
        Optional<Verdict> outcome = fields.required("outcome", word -> word.choice(Words.of(Verdict.class)));
        List<String> reasons = fields.optional("reasons", list -> list.some(CaseReader::reason), List.of());
        Optional<String> rule = fields.optional("rule", word -> word.text(100));
        Optional<List<PersonId>> counted = fields.optional(
                "counted", list -> list.any(item -> people.refer(item).map(Person::id)));
        return fields.build(() -> new PolicyCase.Expected(
                outcome.orElseThrow(),
                Set.copyOf(reasons),
                rule.orElse(null),
                counted.map(Set::copyOf).orElse(null)));
    }

    private static Optional<String> reason(Value value) {
        List<String> known =
                Arrays.stream(ReasonCode.values()).map(ReasonCode::code).toList();
        return value.text(100)
                .flatMap(code -> known.contains(code)
                        ? Optional.of(code)
                        : value.refuse("unknown reason " + Quote.of(code), Nearest.remedy(code, known, "reasons")));
    }

    private static Optional<Instant> moment(Value value) {
        return value.matching(MOMENT, "a time in UTC such as 2026-11-25T10:00Z").flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text.length() == 17 ? text.replace("Z", ":00Z") : text));
            } catch (DateTimeException e) {
                return value.refuse(Quote.of(text) + " does not exist", "write one such as 2026-11-25T10:00Z");
            }
        });
    }
}
