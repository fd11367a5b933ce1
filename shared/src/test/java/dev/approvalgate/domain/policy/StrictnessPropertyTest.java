package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a repository adds and what cannot be known never let anything through that was not let through without. There is one way to
 * allow that, by name: a rule that accepts an incomplete change is judged by the code owners and hands that were read.
 */
class StrictnessPropertyTest {

    private static final int CASES = 2_000;

    @Test
    void whatARepositoryAddsNeverLoosens() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            scene.tighten();
            Verdict before = scene.verdict();
            Optional<Ruling> loose = ruling(scene);
            scene.tighten(random.tightening());
            if (before != Verdict.APPROVED) {
                assertThat(scene.verdict()).isNotEqualTo(Verdict.APPROVED);
            }
            loose.ifPresent(ruling -> isStricter(scene.ruling(), ruling));
        });
    }

    private static Optional<Ruling> ruling(Scene scene) {
        return Optional.ofNullable(Admissions.admit(scene.policy(), scene.proposal(), scene.roster(), scene.now)
                .ruling());
    }

    /** In everything that a repository can say. */
    private static void isStricter(Ruling ruling, Ruling than) {
        assertThat(ruling.deadline()).isLessThanOrEqualTo(than.deadline());
        assertThat(ruling.lifetime()).isLessThanOrEqualTo(than.lifetime());
        assertThat(ruling.validity()).isLessThanOrEqualTo(than.validity());
        assertThat(ruling.maxJobs()).isLessThanOrEqualTo(than.maxJobs());
        assertThat(ruling.windows()).containsAll(than.windows());
        assertThat(ruling.leadTime()).isGreaterThanOrEqualTo(than.leadTime());
        assertThat(ruling.isJustificationRequired()).isIn(true, than.isJustificationRequired());
        assertThat(ruling.breakGlass().isPresent())
                .isIn(false, than.breakGlass().isPresent());
        assertThat(than.scopes().isPresent() && ruling.scopes().isEmpty()).isFalse();
    }

    /** Rules before the one that surely applies may apply as well, and all of them have to hold. */
    @Test
    void whatIsNoLongerKnownOfAChangeNeverLoosens() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            Verdict before = scene.verdict();
            Optional<Ruling> known = ruling(scene);
            forget(scene, random.random());
            if (before != Verdict.APPROVED) {
                assertThat(scene.verdict()).isNotEqualTo(Verdict.APPROVED);
            }
            if (known.isPresent() && ruling(scene).isPresent()) {
                Ruling unknown = scene.ruling();
                assertThat(unknown.rules()).containsAll(known.get().rules());
                assertThat(unknown.tightenings()).containsAll(known.get().tightenings());
                isStricter(unknown, known.get());
                assertThat(unknown.voteReason())
                        .isGreaterThanOrEqualTo(known.get().voteReason());
            }
        });
    }

    /** Files that were not read, or everything erased. */
    private static void forget(Scene scene, Random random) {
        ChangeDetails details = scene.details;
        if (details == null || random.nextInt(3) == 0) {
            scene.details = null;
            return;
        }
        var less = new SomeChange().incomplete();
        details.files().stream().filter(file -> random.nextBoolean()).forEach(file -> less.file(file.path()));
        if (random.nextInt(3) == 0) {
            less.ref("").event("");
        }
        scene.change(less);
    }

    /** Also what decides who has to agree: code owners, the repository's policy, hands in the change. */
    @Test
    void whatNobodyAcceptsByNameRefusesWhereItIsUnknown() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            scene.rules.replaceAll(StrictnessPropertyTest::acceptingNothing);
            Verdict before = scene.verdict();
            switch (random.random().nextInt(4)) {
                case 0 -> scene.details = null;
                case 1 ->
                    scene.ownership = new Ownership(Ownership.unknown("x").owners(), 0, scene.ownership.policies());
                case 2 ->
                    scene.ownership = new Ownership(
                            scene.ownership.owners(),
                            scene.ownership.unowned(),
                            Ownership.unknown("x").policies());
                default -> scene.contributors.replaceAll(hand -> new Contributor(hand.role(), null, false));
            }
            if (before != Verdict.APPROVED) {
                assertThat(scene.verdict()).isNotEqualTo(Verdict.APPROVED);
            }
        });
    }

    private static Rule acceptingNothing(Rule rule) {
        return new Rule(
                rule.id(),
                rule.selection(),
                rule.requirement(),
                rule.allowed(),
                new Rule.Findings(java.util.Set.of(), false, null),
                rule.voteReason(),
                rule.timing(),
                rule.token(),
                rule.routing(),
                rule.breakGlass());
    }

    /** A group that could not be read has no members, and no owner of the pipeline comes in because of that. */
    @Test
    void whatTheDirectoryDoesNotSayNeverLoosens() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            Verdict before = scene.verdict();
            if (random.random().nextBoolean()) {
                scene.members.remove(random.any(List.copyOf(scene.members.keySet())));
            } else {
                scene.standings.remove(random.any(RandomScene.ACCOUNTS));
            }
            if (before == Verdict.PENDING || before == Verdict.REFUSED) {
                assertThat(scene.verdict()).isNotEqualTo(Verdict.APPROVED);
            }
        });
    }
}
