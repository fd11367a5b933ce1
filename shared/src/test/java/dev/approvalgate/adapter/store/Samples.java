package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Change;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Requester;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.LinkEvent;
import dev.approvalgate.domain.policy.LinkId;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.PolicyLoaded;
import dev.approvalgate.domain.settings.SettingsChanged;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.KeyEvent;
import dev.approvalgate.domain.token.LossCause;
import dev.approvalgate.domain.token.TokenEvent;
import dev.approvalgate.domain.token.TokenKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events to store, with every field filled in somewhere and left out somewhere else. */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-11-02T12:00:00.123456789Z");
    public static final String ISSUER = "https://token.actions.githubusercontent.com";
    public static final Environment PRODUCTION = Environment.of("Production");
    public static final String SECRET_REASON = "Grace said \"go\": \u00e4\u20ac\ud83d\ude80\u0000\u2028";

    private Samples() {}

    public static RequestId id(int number) {
        return RequestId.random(new Random(number));
    }

    public static ChangeBinding binding(String run, Environment environment, @Nullable String commit) {
        return new ChangeBinding(
                new WorkloadKey(ISSUER, "4242", ".github/workflows/deploy.yml"),
                Action.DEPLOY,
                new Run(run, 1),
                environment,
                commit,
                Sha256.of("definition"),
                List.of("sha256:aa"),
                Map.of("region", "eu", "c", Sha256.of("not a commitment").hex()),
                List.of("deploy:payments"));
    }

    public static ApprovalEvent.Opened opened(RequestId id, ChangeBinding binding) {
        return new ApprovalEvent.Opened(new Ask(
                id,
                new Requester(
                        binding.workload(),
                        "repo:acme/payments:environment:production",
                        binding.run(),
                        "payments-deploy",
                        "payments-team",
                        Account.github("api.github.com", 1001),
                        Map.of("ref", "refs/heads/main")),
                Change.of(
                        binding,
                        List.of(
                                new Contributor(Contributor.Role.AUTHOR, Account.github("api.github.com", 1002), false),
                                new Contributor(Contributor.Role.TRIGGER, null, true)),
                        details(),
                        ownership()),
                "payments",
                Personal.of(SECRET_REASON),
                new Ask.Terms(Sha256.of("policy"), "production", NOON, NOON.plus(Duration.ofHours(8))),
                new HostRef("github", Map.of("run_id", binding.run().id())),
                List.of(new ChannelAddress("slack", "C0DEPLOY001"))));
    }

    private static Ownership ownership() {
        return new Ownership(
                Fact.known(List.of(new Ownership.OwnerSet(
                        "/src/",
                        2,
                        Set.of(Account.github("api.github.com", 1003)),
                        Set.of(ExternalGroup.githubTeam("api.github.com", 11, 22))))),
                1,
                Fact.known(List.of(new Ownership.RepositoryPolicy("c0ffee", "version: 1\n"))));
    }

    public static ApprovalEvent.Opened bare(RequestId id) {
        var binding = new ChangeBinding(
                new WorkloadKey(ISSUER, "4243", "deploy.yml"),
                new Action("rotate"),
                new Run("7", 2),
                Environment.of("staging"),
                null,
                null,
                List.of(),
                Map.of(),
                List.of());
        var details = new ChangeDetails(
                "p",
                null,
                true,
                "",
                "",
                "",
                Fact.unknown("no"),
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                Fact.unknown("why"),
                false);
        return new ApprovalEvent.Opened(new Ask(
                id,
                new Requester(binding.workload(), "s", binding.run(), null, null, null, Map.of()),
                Change.of(binding, List.of(), details, Ownership.none()),
                "s",
                null,
                new Ask.Terms(Sha256.of("policy"), null, NOON, NOON),
                new HostRef(HostRef.API, Map.of()),
                List.of()));
    }

    public static ChangeDetails details() {
        return new ChangeDetails(
                "acme/payments",
                "https://github.com/acme/payments",
                false,
                "refs/heads/main",
                "ada",
                "push",
                Fact.known(new ChangeDetails.Baseline("b".repeat(40), NOON.minusSeconds(9), id(99))),
                List.of(new ChangeDetails.Commit("a".repeat(40), "Fix <rounding>", "Ada Example", true)),
                17,
                List.of(
                        new ChangeDetails.PullRequest(
                                12, "Fix rounding", "ada", List.of("grace"), "linus", List.of("urgent")),
                        new ChangeDetails.PullRequest(13, "", "bob", List.of(), null, List.of())),
                List.of(new ChangeDetails.FileChange("db/V2__x.sql", "added", 10, 0, "db/old.sql")),
                List.of(new ChangeDetails.Risk(ChangeDetails.RiskKind.MIGRATION, List.of("db/V2__x.sql"))),
                Fact.known(new ChangeDetails.Checks(3, 1, 0, List.of("lint"))),
                true);
    }

    public static ApprovalEvent.Voted voted(String person) {
        return new ApprovalEvent.Voted(new Vote(
                new PersonId(person),
                Account.slack("T0123", "U" + person),
                Vote.Kind.APPROVE,
                "slack",
                Sha256.of("shown"),
                Personal.of(SECRET_REASON),
                NOON));
    }

    public static ApprovalEvent.Settled settled(Decision.Outcome outcome, @Nullable ReasonCode reason) {
        var leaf = new Explanation(
                "approvals",
                Explanation.Status.FAILED,
                "1 of payments-team",
                "0",
                ReasonCode.QUORUM_IMPOSSIBLE,
                List.of(new PersonId("grace")),
                List.of(new Explanation.Excluded(new PersonId("ada"), ReasonCode.VOTER_IS_CONTRIBUTOR)),
                List.of(new PersonId("linus")),
                List.of(),
                1);
        return new ApprovalEvent.Settled(
                new Decision(outcome, reason, List.of(new PersonId("grace")), Sha256.of("policy"), NOON),
                Explanation.all(
                        "rule",
                        List.of(leaf, Explanation.all("nested", List.of(Explanation.holds("identity", "a", "a"))))));
    }

    public static TokenEvent.Minted minted(String token, Instant at) {
        return new TokenEvent.Minted(
                token,
                "job-1",
                Sha256.of(token),
                "key-1",
                "https://deploy.example.com",
                List.of("deploy:payments"),
                at,
                at.plus(Duration.ofMinutes(15)),
                null);
    }

    /** {@return at least one event of every type} */
    public static List<DomainEvent> all() {
        var events = new ArrayList<DomainEvent>();
        events.add(opened(id(1), binding("1", PRODUCTION, "c".repeat(40))));
        events.add(bare(id(2)));
        events.add(new ApprovalEvent.Joined("job", NOON));
        events.add(new ApprovalEvent.Published(
                new ChannelAddress("slack", "C1"), "1700000000.000100", Sha256.of("text"), NOON));
        events.add(voted("grace"));
        events.add(new ApprovalEvent.Voted(new Vote(
                new PersonId("linus"),
                Account.github("api.github.com", 7),
                Vote.Kind.REJECT,
                "github-check",
                Sha256.of("shown"),
                null,
                NOON)));
        events.add(new ApprovalEvent.VoteRefused(
                Account.slack("T0", "U9"), null, Vote.Kind.APPROVE, "slack", ReasonCode.VOTER_UNKNOWN, NOON));
        events.add(new ApprovalEvent.VoteRefused(
                Account.slack("T0", "U9"),
                new PersonId("ada"),
                Vote.Kind.REJECT,
                "slack",
                ReasonCode.VOTE_TOO_LATE,
                NOON));
        events.add(settled(Decision.Outcome.APPROVED, null));
        events.add(settled(Decision.Outcome.REFUSED, ReasonCode.RULE_NOT_FOUND));
        events.add(new ApprovalEvent.DecisionDelivered("approved", NOON));
        events.add(new ApprovalEvent.EffectGivenUp("publish", ReasonCode.CHANNEL_UNREACHABLE, "503", NOON));
        events.add(minted("t1", NOON));
        events.add(new TokenEvent.Minted(
                "t2",
                "job-2",
                Sha256.of("ghs_t2"),
                TokenEvent.Minted.NO_KEY,
                "https://api.github.com",
                List.of("contents:write"),
                NOON,
                NOON.plusSeconds(600),
                null,
                TokenKind.GITHUB_INSTALLATION));
        events.add(new TokenEvent.Revoked("t1", DeathCause.RETRIED, NOON));
        events.add(new TokenEvent.Closed(NOON));
        events.add(new TokenEvent.MintRefused("job", ReasonCode.JOBS_EXHAUSTED, NOON));
        events.add(new TokenEvent.Used(
                "t1", id(1), "payments-deploy", "payments", "POST", "/deploy/**", 7, NOON, NOON.plusSeconds(1)));
        events.add(new KeyEvent.Made("key-1", "ES256", NOON.plusSeconds(60), NOON));
        events.add(new KeyEvent.Started("key-1", NOON));
        events.add(new KeyEvent.Replaced("key-1", "key-2", NOON));
        events.add(new KeyEvent.Retired("key-1", NOON));
        events.add(new KeyEvent.Abandoned("key-2", LossCause.COMPROMISED, NOON));
        var link = new LinkId("lnk_0123456789abcdef0123456789abcdef");
        events.add(new LinkEvent.Linked(
                link, Account.slack("T0", "U9"), Account.github("api.github.com", 7), NOON.plusSeconds(60), NOON));
        events.add(new LinkEvent.Unlinked(link, Account.slack("T0", "U9"), NOON));
        events.add(new ApprovalEvent.GlassBroken(
                new PersonId("ada"),
                Account.slack("T0", "U9"),
                "slack",
                Sha256.of("shown"),
                Personal.of(SECRET_REASON),
                NOON.plusSeconds(60),
                NOON));
        events.add(new ApprovalEvent.EmergencyReviewed(
                new PersonId("grace"), Account.slack("T0", "U8"), "slack", Personal.of(SECRET_REASON), NOON));
        events.add(new ApprovalEvent.ApprovalRevoked(
                new PersonId("grace"), Account.slack("T0", "U8"), "slack", Personal.of(SECRET_REASON), NOON));
        events.add(new ApprovalEvent.ApprovalRevoked(null, null, "admin", Personal.of(SECRET_REASON), NOON));
        events.add(new TokenEvent.DeathOrdered("t1", "admin", Personal.of(SECRET_REASON), NOON));
        events.add(new PolicyLoaded(
                Sha256.of("p"),
                Personal.of("version: 1\n"),
                new Policy.Origin("policy.yaml", "c0ffee", "Ada"),
                Sha256.of("q"),
                Personal.of("-a\n+b"),
                NOON));
        events.add(new SettingsChanged(
                Map.of("policy", "a.yaml"),
                Map.of("policy", "b.yaml", "slack.team", "T0"),
                SettingsChanged.Way.SAVED,
                new Account(AccountKind.JENKINS, "ci.example.com", "ada"),
                NOON));
        events.add(new SettingsChanged(Map.of("slack.team", "T0"), Map.of(), SettingsChanged.Way.FOUND, null, NOON));
        return events;
    }
}
