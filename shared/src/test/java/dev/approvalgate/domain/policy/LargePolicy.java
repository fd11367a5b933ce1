package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The policy of a large company, and a request of its last pipeline, whose rules come last. Everybody is in three groups; every fifth person speaks in Slack through a link.
 */
public final class LargePolicy {

    private static final int GROUPS_OF_EACH = 3;
    private static final int RULES_OF_EACH = 4;

    private final Scene scene = new Scene();
    private final int people;
    private final int groups;
    private final Weight weight;

    /** How much work the request is. */
    public enum Weight {
        /** What most are: 8 files, 3 hands, 2 votes. */
        USUAL(8, 3, 2),
        /** As much as a request can be: 100 files, 20 hands, 30 votes. */
        HEAVY(100, 20, 30);

        private final int files;
        private final int hands;
        private final int votes;

        Weight(int files, int hands, int votes) {
            this.files = files;
            this.hands = hands;
            this.votes = votes;
        }
    }

    private LargePolicy(int rules, int people, int groups, Weight weight) {
        this.people = people;
        this.groups = groups;
        this.weight = weight;
        scene.identities.clear();
        int pipelines = rules / RULES_OF_EACH;
        for (int i = 0; i < pipelines; i++) {
            scene.identities.add(pipeline(i, i == pipelines - 1));
            rules(i);
        }
        IntStream.range(0, people).forEach(this::person);
        request();
    }

    /** What is asked, and what is known; ready to be answered again and again. */
    public static final class Question {
        private final Policy policy;
        private final Proposal proposal;
        private final List<Vote> votes;
        private final DirectorySnapshot directory;
        private final Instant now;

        private Question(Scene scene) {
            this.policy = scene.policy();
            this.proposal = scene.proposal();
            this.votes = List.copyOf(scene.votes);
            this.directory = scene.directory();
            this.now = scene.now;
        }

        /** {@return the answer, made anew} */
        public Evaluation answer() {
            return PolicyEvaluator.evaluate(policy, proposal, votes, directory, now);
        }
    }

    /** {@return the question} */
    public static Question question(int rules, int people, int groups, Weight weight) {
        return new Question(new LargePolicy(rules, people, groups, weight).scene);
    }

    private RegisteredIdentity pipeline(int number, boolean last) {
        return new RegisteredIdentity(
                "pipeline" + number,
                last ? Scene.KEY : new WorkloadKey(Scene.KEY.issuer(), "p" + number, Scene.KEY.pipeline()),
                Map.of(),
                group(number),
                RegisteredIdentity.State.ACTIVE,
                Set.of(Action.DEPLOY),
                Set.of(Scene.PRODUCTION),
                Set.of(),
                null);
    }

    private void rules(int pipeline) {
        Requirement two = SomeRule.approvals(2, group(pipeline + 1), group(pipeline + 2), group(pipeline + 3));
        Requirement one = SomeRule.approvals(1, group(pipeline + 4), group(pipeline + 5));
        Requirement owner = new Requirement.Approvals(new Approvers.IdentityOwner(), 1);
        rule(pipeline, "migrations", SomeWhen.paths("db/**", "**/migrations/**"), two);
        rule(pipeline, "documentation", SelectorTest.allPaths("docs/**", "**/*.md"), new Requirement.Automatic("docs"));
        rule(pipeline, "releases", SomeWhen.tags("v*"), one);
        rule(
                pipeline,
                "rest",
                When.ALWAYS,
                new Requirement.AllOf(List.of(two, owner, new Requirement.AtLeast(1, List.of(one, two)))));
    }

    private void rule(int pipeline, String name, When when, Requirement requirement) {
        scene.rule(SomeRule.named(name + pipeline)
                .identities("pipeline" + pipeline)
                .when(when)
                .requires(requirement)
                .accepts(Rule.Finding.UNMAPPED_AUTHORS));
    }

    private String group(int number) {
        return "group" + number % groups;
    }

    private void person(int number) {
        Account slack = Scene.slack("U" + number);
        Account github = Scene.github(number);
        if (number % 5 == 0) {
            scene.person("person" + number, github).link(slack, github);
        } else {
            scene.person("person" + number, slack, github);
        }
        for (int i = 0; i < GROUPS_OF_EACH; i++) {
            scene.group(group(number + i * 37), "person" + number);
        }
    }

    private void request() {
        var change = new SomeChange();
        IntStream.range(0, weight.files)
                .forEach(i -> change.file("src/main/java/com/example/service" + i + "/Service.java"));
        scene.change(change);
        IntStream.range(0, weight.hands).forEach(i -> scene.author(Scene.github(i % people)));
        var voters = new ArrayList<Account>();
        IntStream.range(0, weight.votes).forEach(i -> voters.add(Scene.slack("U" + (20 + i) % people)));
        voters.forEach(account -> scene.vote(account, Vote.Kind.APPROVE, Scene.NOON));
        scene.at(Scene.NOON.plus(Duration.ofMinutes(5)));
    }
}
