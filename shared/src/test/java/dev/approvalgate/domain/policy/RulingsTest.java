package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rules apply: the first that surely does, and those before it that may. */
class RulingsTest {

    private static List<String> applying(Scene scene) {
        return scene.ruling().rules().stream().map(Rule::id).toList();
    }

    private static Scene scene() {
        return new Scene().person("ada", Scene.github(1)).group("approvers", "ada");
    }

    private static SomeRule migrations() {
        return SomeRule.named("migrations").paths("db/**");
    }

    private static SomeRule rest() {
        return SomeRule.named("rest");
    }

    @Test
    void theFirstThatSurelyAppliesIsTheOnlyOne() {
        Scene scene = scene().rule(migrations()).rule(rest()).rule(SomeRule.named("late"));
        assertThat(applying(scene.change(new SomeChange().file("db/1.sql")))).containsExactly("migrations");
        assertThat(applying(scene.change(new SomeChange().file("src/A.java")))).containsExactly("rest");
    }

    @Test
    void thoseBeforeItThatMayApplyDoSoToo() {
        Scene scene = scene().rule(migrations())
                .rule(SomeRule.named("never").when(SomeWhen.branches("other")))
                .rule(SomeRule.named("docs").paths("docs/**"))
                .rule(rest())
                .rule(SomeRule.named("late"))
                .change(new SomeChange().file("src/A.java").incomplete());
        assertThat(applying(scene)).containsExactly("migrations", "docs", "rest");
        assertThat(scene.ruling().rule().id()).isEqualTo("rest");
    }

    @Test
    void thoseThatOnlyMayApplyLetNothingThrough() {
        Scene scene = scene().rule(migrations().accepts(Rule.Finding.INCOMPLETE_CHANGE))
                .change(new SomeChange().file("src/A.java").incomplete())
                .approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(scene.evaluate().explanation().reason()).isEqualTo(ReasonCode.RULE_NOT_FOUND);
    }

    @Test
    void allThatMayApplyHaveToBeSatisfied() {
        Scene scene = scene().person("grace", Scene.github(2))
                .group("dba", "grace")
                .rule(migrations().requires(1, "dba").accepts(Rule.Finding.INCOMPLETE_CHANGE))
                .rule(rest().accepts(Rule.Finding.INCOMPLETE_CHANGE))
                .change(new SomeChange().file("src/A.java").incomplete())
                .approve(Scene.github(1));
        assertThat(scene.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(scene.approve(Scene.github(2)).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void aLowRiskCaseThatIsUncertainIsNoneOnItsOwn() {
        Scene scene = scene().rule(SomeRule.named("docs")
                        .when(SelectorTest.allPaths("docs/**"))
                        .requires(new Requirement.Automatic("documentation only"))
                        .accepts(Rule.Finding.INCOMPLETE_CHANGE))
                .rule(rest().accepts(Rule.Finding.INCOMPLETE_CHANGE));
        assertThat(scene.change(new SomeChange().file("docs/a")).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(scene.change(new SomeChange().file("docs/a").incomplete()).verdict())
                .isEqualTo(Verdict.PENDING);
    }

    @Test
    void aRuleIsForSomeIdentitiesOrOwnersOnly() {
        Scene scene = scene().rule(SomeRule.named("api").identities("api"))
                .rule(SomeRule.named("others").owners("others"))
                .rule(SomeRule.named("mine").identities("api", "web").owners("owners"))
                .rule(rest());
        assertThat(applying(scene)).containsExactly("mine");
    }

    @Test
    void whereNoRuleAppliesNothingIsAllowed() {
        Evaluation evaluation = scene().evaluate();
        assertThat(evaluation.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(evaluation.explanation().reason()).isEqualTo(ReasonCode.RULE_NOT_FOUND);
        Explanation why = evaluation
                .explanation()
                .parts()
                .get(evaluation.explanation().parts().size() - 1);
        assertThat(why.observed()).contains("web").contains("production");
    }

    @Test
    void theExplanationNamesTheRules() {
        Scene scene = scene().rule(migrations()).rule(rest());
        assertThat(scene.evaluate().explanation().requirement()).isEqualTo("rule rest");
        assertThat(part(scene, "rule").observed()).isEqualTo("rest");
        assertThat(part(scene, "rule").expected()).isEqualTo("the first rule that applies");

        scene.change(new SomeChange().incomplete());
        assertThat(part(scene, "rule").observed()).isEqualTo("migrations and rest");
        assertThat(part(scene, "rule").expected()).contains("unknown");
    }

    private static Explanation part(Scene scene, String name) {
        return scene.evaluate().explanation().parts().stream()
                .filter(part -> part.requirement().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
