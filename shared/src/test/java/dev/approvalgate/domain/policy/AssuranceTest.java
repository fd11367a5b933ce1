package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that demand a gate of its own. */
class AssuranceTest {

    private static final int CASES = 2_000;

    private static Scene scene(Assurance asked, SomeRule... rules) {
        Scene scene = new Scene().person("ada", Scene.github(1)).group("approvers", "ada");
        List.of(rules).forEach(scene::rule);
        scene.assurance = asked;
        return scene.approve(Scene.github(1));
    }

    private static SomeRule rule(String id, Assurance least) {
        return SomeRule.named(id).assurance(least);
    }

    @Test
    void whereOneDemandsAServerOnlyAServerDecides() {
        assertThat(scene(Assurance.SERVER, rule("production", Assurance.SERVER)).verdict())
                .isEqualTo(Verdict.APPROVED);
        Scene embedded = scene(Assurance.EMBEDDED, rule("production", Assurance.SERVER));
        assertThat(embedded.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(embedded.evaluate().explanation().reason()).isEqualTo(ReasonCode.ASSURANCE_TOO_LOW);
    }

    @Test
    void whereNoneDoesAnyGateDecidesAndNothingIsSaidOfIt() {
        for (Assurance asked : Assurance.values()) {
            Scene scene = scene(asked, rule("production", Assurance.EMBEDDED));
            assertThat(scene.verdict()).isEqualTo(Verdict.APPROVED);
            assertThat(scene.evaluate().explanation().parts())
                    .extracting(Explanation::requirement)
                    .doesNotContain("assurance");
        }
    }

    @Test
    void aRuleThatOnlyMayApplyDemandsItToo() {
        SomeRule migrations = rule("migrations", Assurance.SERVER).paths("db/**");
        SomeRule rest = rule("rest", Assurance.EMBEDDED);
        Scene scene = scene(
                Assurance.EMBEDDED,
                migrations.accepts(Rule.Finding.INCOMPLETE_CHANGE),
                rest.accepts(Rule.Finding.INCOMPLETE_CHANGE));
        assertThat(scene.change(new SomeChange().file("src/A.java")).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(scene.change(new SomeChange().file("src/A.java").incomplete())
                        .evaluate()
                        .explanation()
                        .reason())
                .isEqualTo(ReasonCode.ASSURANCE_TOO_LOW);
    }

    /** Whatever else a policy says, and whoever votes. */
    @Test
    void threat40_anEmbeddedGateNeverApprovesWhereARuleThatAppliesDemandsAServer() {
        Seeds.each(CASES, seed -> {
            var random = new RandomScene(seed);
            Scene scene = random.scene;
            var demanding = new ArrayList<Rule>();
            for (Rule rule : scene.rules) {
                demanding.add(random.random().nextBoolean() ? demanding(rule) : rule);
            }
            Verdict without = scene.verdict();
            scene.rules.clear();
            scene.rules.addAll(demanding);
            assertThat(scene.verdict()).isEqualTo(without);
            scene.assurance = Assurance.EMBEDDED;
            Ruling ruling = Admissions.admit(scene.policy(), scene.proposal(), scene.roster(), scene.now)
                    .ruling();
            boolean demanded = ruling != null
                    && ruling.rules().stream().anyMatch(rule -> rule.findings().assurance() == Assurance.SERVER);
            assertThat(scene.verdict()).isEqualTo(demanded ? Verdict.REFUSED : without);
        });
    }

    private static Rule demanding(Rule rule) {
        Rule.Findings findings = rule.findings();
        return new Rule(
                rule.id(),
                rule.selection(),
                rule.requirement(),
                rule.allowed(),
                new Rule.Findings(
                        findings.accepts(),
                        findings.justificationRequired(),
                        findings.justification(),
                        Assurance.SERVER),
                rule.voteReason(),
                rule.timing(),
                rule.token(),
                rule.routing(),
                rule.breakGlass());
    }
}
