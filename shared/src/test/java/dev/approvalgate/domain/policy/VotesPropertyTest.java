package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What votes can do and cannot, whatever the policy. */
class VotesPropertyTest {

    private static final int CASES = 2_000;

    @Test
    void theCasesAreOfEveryKind() {
        Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
        Seeds.each(CASES, seed -> seen.merge(new RandomScene(seed).scene.verdict(), 1, Integer::sum));
        assertThat(seen).hasSize(Verdict.values().length);
        assertThat(seen.values()).allSatisfy(number -> assertThat(number).isGreaterThan(CASES / 25));
    }

    @Test
    void anotherApprovalNeverTakesAnApprovalAway() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Verdict before = random.scene.verdict();
            random.vote(Vote.Kind.APPROVE);
            List<Vote> votes = random.scene.votes;
            votes.add(random.random().nextInt(votes.size()), votes.remove(votes.size() - 1));
            Verdict after = random.scene.verdict();
            if (before == Verdict.APPROVED) {
                assertThat(after).as("what was approved").isEqualTo(Verdict.APPROVED);
            }
            if (before == Verdict.PENDING) {
                assertThat(after).as("what could still be approved").isIn(Verdict.PENDING, Verdict.APPROVED);
            }
        });
    }

    @Test
    void takingAnApproverAwayNeverHelps() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            var humans = new Humans(scene);
            String gone = humans.of(random.any(RandomScene.ACCOUNTS));
            Verdict before = scene.verdict();
            if (humans.of(scene.votes, Vote.Kind.REJECT).contains(gone)) {
                return;
            }
            scene.votes.removeIf(vote -> humans.of(vote.account()).equals(gone));
            scene.groups
                    .values()
                    .forEach(members ->
                            members.removeIf(person -> humans.of(person).equals(gone)));
            scene.members.replaceAll((group, members) -> members.stream()
                    .filter(account -> !humans.of(account).equals(gone))
                    .collect(Collectors.toSet()));
            Verdict after = scene.verdict();
            if (before != Verdict.APPROVED) {
                assertThat(after).isNotEqualTo(Verdict.APPROVED);
            }
            if (before == Verdict.REFUSED) {
                assertThat(after).isEqualTo(Verdict.REFUSED);
            }
        });
    }

    @Test
    void theOrderInWhichVotesAreListedMeansNothing() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            var humans = new Humans(scene);
            Evaluation before = scene.evaluate();
            Collections.shuffle(scene.votes, random.random());
            Evaluation after = scene.evaluate();
            assertThat(after.verdict()).isEqualTo(before.verdict());
            assertThat(after.reconsiderAt()).isEqualTo(before.reconsiderAt());
            assertThat(humans.of(after.deciders())).isEqualTo(humans.of(before.deciders()));
        });
    }

    /** But for whoever is on call, and for when a lead time begins. */
    @Test
    void whoVotedFirstMeansNothing() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            scene.schedules.clear();
            scene.rules.replaceAll(VotesPropertyTest::withoutLeadTime);
            Verdict before = scene.verdict();
            List<Instant> times =
                    new ArrayList<>(scene.votes.stream().map(Vote::at).toList());
            Collections.shuffle(times, random.random());
            for (int i = 0; i < times.size(); i++) {
                scene.votes.set(i, at(scene.votes.get(i), times.get(i)));
            }
            assertThat(scene.verdict()).isEqualTo(before);
        });
    }

    private static Vote at(Vote vote, Instant at) {
        return new Vote(vote.person(), vote.account(), vote.kind(), vote.channel(), vote.shown(), vote.reason(), at);
    }

    private static Rule withoutLeadTime(Rule rule) {
        return new Rule(
                rule.id(),
                rule.selection(),
                rule.requirement(),
                rule.allowed(),
                rule.findings(),
                rule.voteReason(),
                Rule.Timing.within(rule.timing().deadline()),
                rule.token(),
                rule.routing(),
                rule.breakGlass());
    }

    @Test
    void whoeverMayNotVoteChangesNothingByVoting() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            Account account = random.any(RandomScene.ACCOUNTS);
            boolean barred = scene.bar(account).isPresent();
            boolean counted = PolicyEvaluator.isCounted(
                    scene.policy(), scene.proposal(), scene.votes, account, scene.directory(), scene.now);
            Set<Set<PersonId>> before = counts(scene);
            Verdict verdict = scene.verdict();
            scene.approve(account);
            if (barred || counted) {
                assertThat(counts(scene)).isEqualTo(before);
                assertThat(scene.verdict()).isEqualTo(verdict);
            }
        });
    }

    private static Set<Set<PersonId>> counts(Scene scene) {
        return Humans.parts(scene.evaluate().explanation())
                .filter(part -> part.needed() > 0)
                .map(part -> Set.copyOf(part.counted()))
                .collect(Collectors.toSet());
    }
}
