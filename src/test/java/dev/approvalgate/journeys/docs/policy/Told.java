package dev.approvalgate.journeys.docs.policy;

import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Contributor.Role;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.policy.Proposal;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is asked, made of the words that the page tells it in. Words that it does not know are an error. */
final class Told {

    static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    /** When requests are made that name no time. */
    static final Instant USUALLY =
            LocalDateTime.of(2026, 11, 25, 10, 0).atZone(VIENNA).toInstant();

    private static final String COMMIT = "5f0c6a1d2b3e4f5a6b7c8d9e0f1a2b3c4d5e6f70";

    private final Example example;
    private final List<Contributor> contributors = new ArrayList<>();
    private Files files = new Files(List.of(), List.of());
    private Action action = Action.DEPLOY;
    private Environment environment = Environment.of("production");
    private String identity = "payments-deploy";
    private String ref = "refs/heads/main";
    private @Nullable String because;
    private boolean complete = true;
    private boolean verified = true;
    private Instant at = USUALLY;

    private final Map<String, Consumer<MatchResult>> phrases = Map.of(
            "(`.*[`)]) by (.+)", this::changed,
            "rotate by `([^`]+)`(?: because (.+))?", this::rotate,
            "(merged|started) by (\\w+)", this::hand,
            "to (\\w+)", said -> environment = Environment.of(said.group(1)),
            "from branch `(\\w+)`", said -> ref = "refs/heads/" + said.group(1),
            "not all files known", said -> complete = false,
            "commits unsigned", said -> verified = false,
            "at (\\S+) (\\S+)", said -> at = time(said.group(1), said.group(2)));

    private Told(Example example) {
        this.example = example;
    }

    static Proposal of(String request, Example example) {
        var told = new Told(example);
        for (String phrase : request.split("; ", -1)) {
            told.understand(phrase);
        }
        return told.proposal();
    }

    private void understand(String phrase) {
        for (var known : phrases.entrySet()) {
            Matcher said = Pattern.compile(known.getKey()).matcher(phrase);
            if (said.matches()) {
                known.getValue().accept(said.toMatchResult());
                return;
            }
        }
        throw new AssertionError("not understood: " + phrase);
    }

    static Instant time(String date, String time) {
        return LocalDateTime.parse(date + "T" + time).atZone(VIENNA).toInstant();
    }

    private void changed(MatchResult said) {
        files = Files.of(said.group(1));
        for (String name : said.group(2).split(", | and ", -1)) {
            add(Role.AUTHOR, name);
        }
    }

    private void hand(MatchResult said) {
        add(said.group(1).equals("merged") ? Role.MERGER : Role.TRIGGER, said.group(2));
    }

    private void add(Role role, String name) {
        contributors.add(new Contributor(
                role,
                name.equals("somebody unknown") ? null : example.cast().account(name, AccountKind.GITHUB),
                false));
    }

    /** By the API: nothing of the change is read. */
    private void rotate(MatchResult said) {
        action = new Action("rotate");
        identity = said.group(1);
        because = said.group(2);
        complete = false;
        add(Role.AUTHOR, "somebody unknown");
    }

    private Proposal proposal() {
        RegisteredIdentity asking = example.policy().identities().stream()
                .filter(candidate -> candidate.id().equals(identity))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no identity " + identity));
        var binding = new ChangeBinding(
                asking.workload(),
                action,
                new Run("1", 1),
                environment,
                COMMIT,
                null,
                List.of(),
                Map.of(),
                List.copyOf(asking.scopes()));
        Ownership ownership = complete
                ? example.owners().of(files.paths(), example.repository())
                : Ownership.unknown("not all files are known");
        return new Proposal(
                Change.of(binding, contributors, details(), ownership),
                Map.of(),
                because == null ? null : Personal.of(because),
                at,
                Assurance.SERVER);
    }

    private ChangeDetails details() {
        return new ChangeDetails(
                "acme/payments",
                null,
                false,
                ref,
                "somebody",
                "push",
                Fact.unknown("it does not matter here"),
                List.of(new ChangeDetails.Commit(COMMIT, "Change", "somebody", verified)),
                1,
                List.of(),
                files.changes(),
                files.risks(),
                Fact.known(new ChangeDetails.Checks(1, 0, 0, List.of())),
                complete);
    }
}
