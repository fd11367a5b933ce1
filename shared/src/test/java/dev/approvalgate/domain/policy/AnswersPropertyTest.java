package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same answer every time, with a reason, and one that turns out to be true. */
class AnswersPropertyTest {

    private static final int CASES = 2_000;

    @Test
    void theSameInputHasTheSameAnswer() {
        Seeds.each(CASES, seed -> {
            Scene scene = new RandomScene(seed).scene;
            Evaluation first = scene.evaluate();
            assertThat(scene.evaluate()).isEqualTo(first);
            assertThat(new RandomScene(seed).scene.evaluate()).isEqualTo(first);
            shuffle(scene, new Random(seed));
            assertThat(scene.evaluate()).as("in whatever order things are held").isEqualTo(first);
        });
    }

    private static void shuffle(Scene scene, Random random) {
        Map<PersonId, Person> persons = new LinkedHashMap<>(scene.persons);
        scene.persons.clear();
        shuffled(persons.keySet(), random).forEach(id -> scene.persons.put(id, persons.get(id)));
        scene.groups.replaceAll((group, members) -> new LinkedHashSet<>(shuffled(members, random)));
        scene.members.replaceAll((group, members) -> new LinkedHashSet<>(shuffled(members, random)));
        Collections.shuffle(scene.links, random);
        Collections.shuffle(scene.contributors, random);
        Collections.reverse(scene.freezes);
    }

    private static <T> List<T> shuffled(Set<T> things, Random random) {
        var list = new ArrayList<>(things);
        Collections.shuffle(list, random);
        return list;
    }

    @Test
    void everyNoHasAReason() {
        Seeds.each(CASES, seed -> {
            Scene scene = new RandomScene(seed).scene;
            Evaluation evaluation = scene.evaluate();
            boolean no = evaluation.verdict() == Verdict.REFUSED || evaluation.verdict() == Verdict.REJECTED;
            assertThat(evaluation.explanation().status() == Status.FAILED).isEqualTo(no);
            Humans.parts(evaluation.explanation()).forEach(part -> {
                if (part.status() == Status.FAILED) {
                    assertThat(part.reason()).as(part.requirement()).isNotNull();
                }
                if (part.status() == Status.SATISFIED) {
                    assertThat(part.reason()).as(part.requirement()).isNull();
                }
            });
            assertThat(evaluation.deciders().isEmpty() && evaluation.verdict() == Verdict.REJECTED)
                    .isFalse();
        });
    }

    /** Nothing is refused too early, and nothing is waited for in vain. */
    @Test
    void whatIsPendingCanBeApprovedAndWhatIsRefusedCannot() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            Verdict verdict = scene.verdict();
            if (verdict == Verdict.REJECTED) {
                return;
            }
            Admission admission = Admissions.admit(scene.policy(), scene.proposal(), scene.roster(), scene.now);
            if (!admission.admitted()) {
                assertThat(verdict).isEqualTo(Verdict.REFUSED);
                return;
            }
            Instant deadline = Scene.NOON.plus(scene.ruling().deadline());
            everybodyApproves(scene, scene.now);
            scene.schedules
                    .get("payments")
                    .between(scene.now, deadline)
                    .forEach(shift -> everybodyApproves(scene, shift.from()));
            scene.at(deadline.plus(Duration.ofDays(1)));
            Verdict atLast = scene.verdict();
            assertThat(atLast == Verdict.APPROVED).isEqualTo(verdict != Verdict.REFUSED);
        });
    }

    private static void everybodyApproves(Scene scene, Instant at) {
        Roster roster = scene.roster();
        for (Account account : RandomScene.ACCOUNTS) {
            scene.votes.add(
                    new Vote(roster.human(account), account, Vote.Kind.APPROVE, "slack", Scene.SHOWN, null, at));
        }
    }

    @Test
    void whoIsToldToVoteMayAndWhoMayIsTold() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            Evaluation evaluation = scene.evaluate();
            if (evaluation.verdict() == Verdict.REFUSED || evaluation.verdict() == Verdict.REJECTED) {
                return;
            }
            var humans = new Humans(scene);
            Set<String> told = new LinkedHashSet<>();
            Set<String> done = new LinkedHashSet<>();
            Humans.parts(evaluation.explanation()).forEach(part -> {
                told.addAll(humans.of(part.eligible()));
                done.addAll(humans.of(part.counted()));
            });
            for (Account account : RandomScene.ACCOUNTS) {
                if (scene.bar(account).isEmpty() && !done.contains(humans.of(account))) {
                    assertThat(told).as("told %s", account).contains(humans.of(account));
                }
            }
        });
    }

    @Test
    void countedPartsAreSatisfiedAsTheTreeSays() {
        Seeds.each(CASES, seed -> {
            Scene scene = new RandomScene(seed).scene;
            Humans.parts(scene.evaluate().explanation())
                    .filter(part -> part.needed() > 0)
                    .forEach(AnswersPropertyTest::isConsistent);
        });
    }

    private static void isConsistent(Explanation part) {
        int counted = part.counted().size();
        int open = part.eligible().size();
        Status expected = counted >= part.needed()
                ? Status.SATISFIED
                : counted + open < part.needed() ? Status.FAILED : Status.PENDING;
        assertThat(part.status()).isEqualTo(expected);
    }
}
