package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Vote;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One human is one human, through whichever accounts and whatever links. */
class HumansPropertyTest {

    private static final int CASES = 2_000;

    private static Stream<Explanation> counting(Scene scene) {
        return Humans.parts(scene.evaluate().explanation()).filter(part -> part.needed() > 0);
    }

    /** Everybody votes through everything that they have, and again. */
    private static Scene everybodyVotes(RandomScene random) {
        Scene scene = random.scene;
        scene.votes.clear();
        RandomScene.ACCOUNTS.forEach(account -> scene.vote(account, Vote.Kind.APPROVE, random.before()));
        RandomScene.ACCOUNTS.forEach(account -> scene.vote(account, Vote.Kind.APPROVE, scene.now));
        return scene;
    }

    @Test
    void nobodyCountsTwice() {
        Seeds.each(CASES, seed -> {
            Scene scene = everybodyVotes(new RandomScene(seed));
            var humans = new Humans(scene);
            Evaluation evaluation = scene.evaluate();
            assertThat(humans.of(evaluation.deciders())).as("those who decided").hasSameSizeAs(evaluation.deciders());
            counting(scene).forEach(part -> {
                Set<String> counted = humans.of(part.counted());
                assertThat(counted).as(part.requirement()).hasSameSizeAs(part.counted());
                assertThat(humans.of(part.eligible())).hasSameSizeAs(part.eligible());
                assertThat(Collections.disjoint(humans.of(part.eligible()), counted))
                        .isTrue();
                if (part.status() == Status.SATISFIED) {
                    assertThat(counted).hasSizeGreaterThanOrEqualTo(part.needed());
                }
            });
        });
    }

    @Test
    void accountsOfOneHumanAreOneForTheRosterToo() {
        Seeds.each(CASES, seed -> {
            Scene scene = new RandomScene(seed).scene;
            var humans = new Humans(scene);
            Roster roster = scene.roster();
            for (Account one : RandomScene.ACCOUNTS) {
                for (Account other : RandomScene.ACCOUNTS) {
                    if (roster.self(one).equals(roster.self(other))
                            != humans.of(one).equals(humans.of(other))) {
                        fail(one + " and " + other);
                    }
                }
            }
        });
    }

    @Test
    void whoHadAHandDoesNotCountUnlessThatIsAllowedByName() {
        Seeds.each(CASES, seed -> {
            Scene scene = everybodyVotes(new RandomScene(seed));
            var humans = new Humans(scene);
            counting(scene).flatMap(part -> part.counted().stream()).forEach(person -> {
                Set<Duty> duties = duties(scene, humans, person);
                assertThat(duties.isEmpty()
                                || scene.rules.stream()
                                        .anyMatch(rule -> rule.allowed().containsAll(duties)))
                        .as("%s, who was %s", person, duties)
                        .isTrue();
            });
        });
    }

    private static Set<Duty> duties(Scene scene, Humans humans, PersonId person) {
        var duties = EnumSet.noneOf(Duty.class);
        for (Contributor contributor : scene.contributors) {
            Account account = contributor.account();
            if (account != null && humans.of(account).equals(humans.of(person))) {
                duties.add(Duty.of(contributor.role()));
            }
        }
        return duties;
    }

    @Test
    void whoIsLinkedOnlyFromTomorrowOnDoesNotCountToday() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            Account fresh = Scene.slack("UFRESH");
            scene.link(fresh, random.any(RandomScene.ACCOUNTS), scene.now.plusSeconds(1), null);
            Set<List<PersonId>> before = counted(scene);
            assertThat(scene.bar(fresh)).isPresent();
            scene.vote(fresh, Vote.Kind.APPROVE, random.before());
            assertThat(counted(scene)).isEqualTo(before);
        });
    }

    private static Set<List<PersonId>> counted(Scene scene) {
        return counting(scene).map(Explanation::counted).collect(Collectors.toSet());
    }
}
