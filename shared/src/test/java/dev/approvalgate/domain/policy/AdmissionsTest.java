package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Contributor;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.Explanation.Status;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.Evaluation.Verdict;
import dev.approvalgate.domain.policy.RegisteredIdentity.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether a request may be put before people at all. */
class AdmissionsTest {

    private static final Account ADA = Scene.github(1);

    private static Scene scene(SomeRule rule) {
        return new Scene().person("ada", ADA).group("approvers", "ada").rule(rule);
    }

    private static Scene scene() {
        return scene(SomeRule.named("rule"));
    }

    private static Admission admit(Scene scene) {
        return Admissions.admit(scene.policy(), scene.proposal(), scene.roster(), scene.now);
    }

    private static void refuses(Scene scene, ReasonCode reason) {
        Admission admission = admit(scene);
        assertThat(admission.admitted()).isFalse();
        assertThat(admission.explanation().status()).isEqualTo(Status.FAILED);
        assertThat(admission.explanation().reason()).isEqualTo(reason);
        assertThat(scene.approve(ADA).verdict()).isEqualTo(Verdict.REFUSED);
    }

    private static Explanation part(Scene scene, String name) {
        return admit(scene).explanation().parts().stream()
                .filter(part -> part.requirement().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatARuleIsForIsPutBeforePeople() {
        Admission admission = admit(scene());
        assertThat(admission.admitted()).isTrue();
        assertThat(admission.identity()).isNotNull();
        assertThat(admission.reconsiderAt()).isNull();
        assertThat(part(scene(), "identity").observed()).isEqualTo("web");
        assertThat(part(scene(), "scopes").observed()).isEqualTo("none");
        assertThat(part(scene(), "environment").observed()).isEqualTo("production");
        assertThat(part(scene(), "action").observed()).isEqualTo("deploy");
    }

    @Test
    void anIdentityThatNobodyRegisteredAsksForNothing() {
        Scene scene = scene();
        scene.identities.clear();
        refuses(scene, ReasonCode.IDENTITY_UNKNOWN);
        assertThat(part(scene, "identity").observed()).startsWith("no identity matches https://ci.example.com");
        assertThat(scene.evaluate().explanation().requirement()).isEqualTo("admission");
    }

    @Test
    void anIdentityMatchesByItsVerifiedClaimsToo() {
        Scene scene = scene();
        scene.identities.clear();
        scene.identities.add(Scene.identity("main", Map.of("ref", "refs/heads/main")));
        scene.identities.add(Scene.identity("release", Map.of("ref", "refs/heads/release")));
        refuses(scene, ReasonCode.IDENTITY_UNKNOWN);
        scene.claims = Map.of("ref", "refs/heads/main", "sub", "x");
        assertThat(part(scene, "identity").observed()).isEqualTo("main");
        scene.claims = Map.of("ref", "refs/heads/mainx");
        refuses(scene, ReasonCode.IDENTITY_UNKNOWN);
    }

    @Test
    void whoMatchesTwoIdentitiesIsNone() {
        Scene scene = scene();
        scene.identities.add(Scene.identity("other", Map.of()));
        refuses(scene, ReasonCode.IDENTITY_AMBIGUOUS);
        assertThat(part(scene, "identity").observed()).startsWith("several identities match");
        assertThat(Admissions.identify(scene.policy(), Scene.KEY, Map.of())).isEmpty();
        assertThat(Admissions.identify(scene().policy(), Scene.KEY, Map.of())).isPresent();
        assertThat(Admissions.identify(scene().policy(), new WorkloadKey("https://x", "1", "p"), Map.of()))
                .isEmpty();
    }

    @Test
    void anIdentityThatWasStoppedAsksForNothing() {
        Scene suspended = scene();
        suspended.identities.set(0, Scene.identity("web", Map.of(), State.SUSPENDED));
        refuses(suspended, ReasonCode.IDENTITY_SUSPENDED);
        assertThat(part(suspended, "identity").observed()).isEqualTo("web is suspended");
        Scene quarantined = scene();
        quarantined.identities.set(0, Scene.identity("web", Map.of(), State.QUARANTINED));
        refuses(quarantined, ReasonCode.IDENTITY_QUARANTINED);
        assertThat(part(quarantined, "identity").observed()).isEqualTo("web is quarantined");
    }

    @Test
    void anIdentityAsksForWhatItMayOnly() {
        Scene actions = scene();
        actions.identities.set(
                0,
                new RegisteredIdentity(
                        "web", Scene.KEY, Map.of(), "owners", State.ACTIVE, Set.of(), Set.of(), Set.of(), null));
        refuses(actions, ReasonCode.ACTION_NOT_ALLOWED);
        assertThat(part(actions, "environment").reason()).isEqualTo(ReasonCode.ENVIRONMENT_NOT_ALLOWED);
        Scene scopes = scene();
        scopes.scopes = List.of("deploy:web", "write:web");
        refuses(scopes, ReasonCode.SCOPE_NOT_ALLOWED);
        assertThat(part(scopes, "scopes").observed()).isEqualTo("deploy:web write:web");
    }

    @Test
    void aRuleMayLimitTheScopesFurther() {
        Scene scene = scene(SomeRule.named("rule").token(SomeRule.token(1, 1, 1, "read:web", "else")));
        scene.scopes = List.of("read:web");
        assertThat(admit(scene).admitted()).isTrue();
        assertThat(part(scene, "scopes of the rule").expected()).isEqualTo("among else read:web");
        scene.scopes = List.of("deploy:web");
        refuses(scene, ReasonCode.SCOPE_NOT_ALLOWED);
    }

    @Test
    void rulesThatMayApplyAgreeOnWhoAcceptsTheToken() {
        var elsewhere = new Rule.TokenTerms(
                Duration.ofMinutes(1), Duration.ofMinutes(1), "https://elsewhere.example.com", 1, Set.of());
        Scene scene = scene(
                        SomeRule.named("db").paths("db/**").token(elsewhere).accepts(Rule.Finding.INCOMPLETE_CHANGE))
                .rule(SomeRule.named("rest").accepts(Rule.Finding.INCOMPLETE_CHANGE));
        assertThat(admit(scene.change(new SomeChange().file("db/a"))).admitted())
                .isTrue();
        refuses(scene.change(new SomeChange().incomplete()), ReasonCode.AUDIENCE_NOT_ALLOWED);
    }

    @Test
    void aJustificationIsGivenWhereOneIsRequired() {
        Scene scene = scene(SomeRule.named("rule").justification(true, null));
        refuses(scene, ReasonCode.JUSTIFICATION_MISSING);
        assertThat(part(scene, "justification").observed()).isEqualTo("none");
        scene.justification = Personal.of("because");
        assertThat(admit(scene).admitted()).isTrue();
        assertThat(part(scene, "justification").observed()).isEqualTo("given");
    }

    @Test
    void theWholeOfAJustificationIsOfTheForm() {
        Scene scene = scene(SomeRule.named("rule").justification(false, "[A-Z]+-[0-9]+"));
        assertThat(admit(scene).admitted())
                .as("none at all where none is required")
                .isTrue();
        scene.justification = Personal.of("PAY-12");
        assertThat(admit(scene).admitted()).isTrue();
        assertThat(part(scene, "justification").observed()).isEqualTo("of that form");
        scene.justification = Personal.of("see PAY-12");
        refuses(scene, ReasonCode.JUSTIFICATION_MISMATCH);
        assertThat(part(scene, "justification").observed()).isEqualTo("of another form");
        scene.justification = new Personal<>(null);
        refuses(scene, ReasonCode.JUSTIFICATION_MISMATCH);
    }

    @Test
    void everyHandIsKnownUnlessThatIsAcceptedByName() {
        Scene known = scene().author(ADA);
        assertThat(part(known, "authors").observed()).isEqualTo("all known");
        Scene unknown = scene().author(ADA).author(Scene.github(9)).contributor(Contributor.Role.MERGER, null);
        assertThat(part(unknown, "authors").observed()).isEqualTo("2 not known");
        assertThat(part(unknown, "authors").expected()).isEqualTo("all known as persons");
        refuses(unknown, ReasonCode.AUTHOR_UNMAPPED);
        Scene accepted = scene(SomeRule.named("rule").accepts(Rule.Finding.UNMAPPED_AUTHORS))
                .author(Scene.github(9));
        assertThat(admit(accepted).admitted()).isTrue();
        assertThat(part(accepted, "authors").expected()).contains("not required by this rule");
    }

    @Test
    void theChangeIsReadInFullUnlessThatIsAcceptedByName() {
        assertThat(part(scene(), "comparison").observed()).isEqualTo("read in full");
        assertThat(part(scene(), "comparison").expected()).isEqualTo("read in full");
        refuses(scene().change(new SomeChange().incomplete()), ReasonCode.CHANGE_INCOMPLETE);
        Scene accepted = scene(SomeRule.named("rule").accepts(Rule.Finding.INCOMPLETE_CHANGE))
                .change(new SomeChange().incomplete());
        assertThat(admit(accepted).admitted()).isTrue();
        assertThat(part(accepted, "comparison").observed()).isEqualTo("incomplete");
        assertThat(part(accepted, "comparison").expected()).contains("not required by this rule");
    }

    @Test
    void whatTheRepositorySaysBelongsToTheChange() {
        Scene owners = scene();
        owners.ownership = new Ownership(Fact.unknown("unreadable"), 0, Fact.known(List.of()));
        refuses(owners, ReasonCode.CHANGE_INCOMPLETE);
        Scene policies = scene();
        policies.ownership = new Ownership(Fact.known(List.of()), 0, Fact.unknown("unreadable"));
        refuses(policies, ReasonCode.CHANGE_INCOMPLETE);
        Scene accepted = scene(SomeRule.named("rule").accepts(Rule.Finding.INCOMPLETE_CHANGE));
        accepted.ownership = Ownership.unknown("unreadable");
        assertThat(admit(accepted).admitted()).isTrue();
    }
}
