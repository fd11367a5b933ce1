package dev.approvalgate.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.fake.MutableClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two issuers that have nothing in common but the verifier, and the name of a key. */
class SeveralIssuersTest {

    private static final String OTHER_AUDIENCE = "approval-gate";

    private final SigningPair githubKey = SigningPair.rsa("the-key");
    private final SigningPair gitlabKey = SigningPair.rsa("the-key");
    private final MutableClock clock = new MutableClock();
    private IssuerServer github;
    private IssuerServer gitlab;
    private OidcVerifier verifier;

    @BeforeEach
    void start() throws Exception {
        github = new IssuerServer();
        github.publish(githubKey);
        gitlab = new IssuerServer();
        gitlab.publish(gitlabKey);
        verifier = new OidcVerifier(
                List.of(
                        TrustedIssuer.of(IssuerKind.GITHUB, github.issuer(), Forge.AUDIENCE),
                        TrustedIssuer.of(IssuerKind.GITLAB, gitlab.issuer(), OTHER_AUDIENCE)),
                clock);
    }

    @AfterEach
    void stop() {
        github.close();
        gitlab.close();
    }

    private Forge actions(SigningPair signer) {
        return Forge.actions(signer, github.issuer(), clock.instant());
    }

    private Forge gitlab(SigningPair signer) {
        return GitLabIdentityTest.forge(new Forge(signer, gitlab.issuer(), clock.instant()), gitlab.issuer())
                .claim("aud", OTHER_AUDIENCE);
    }

    @Test
    void eachIsReadInItsOwnWay() {
        assertThat(verifier.verify(actions(githubKey).token()).identity().key().projectId())
                .isEqualTo("4242");
        assertThat(verifier.verify(gitlab(gitlabKey).token()).identity().key().projectId())
                .isEqualTo("20");
    }

    @Test
    void threat01_aTokenOfOneIssuerForTheAudienceOfTheOther() {
        refused(gitlab(gitlabKey).claim("aud", Forge.AUDIENCE).token(), ReasonCode.AUDIENCE_WRONG);
        refused(actions(githubKey).claim("aud", OTHER_AUDIENCE).token(), ReasonCode.AUDIENCE_WRONG);
        refused(
                gitlab(gitlabKey)
                        .claim("aud", List.of(OTHER_AUDIENCE, Forge.AUDIENCE))
                        .token(),
                ReasonCode.TOKEN_MALFORMED);
    }

    @Test
    void threat01_aKeyOfOneIssuerUnderTheNameOfTheOther() {
        refused(actions(gitlabKey).token(), ReasonCode.TOKEN_SIGNATURE);
        refused(gitlab(githubKey).token(), ReasonCode.TOKEN_SIGNATURE);
        // In the other order too: what was fetched for one must not be found for the other.
        verifier.verify(actions(githubKey).token());
        refused(actions(gitlabKey).token(), ReasonCode.TOKEN_SIGNATURE);
    }

    @Test
    void threat01_theClaimsOfOneKindFromAnIssuerOfTheOther() {
        refused(
                actions(gitlabKey)
                        .claim("iss", gitlab.issuer())
                        .claim("aud", OTHER_AUDIENCE)
                        .token(),
                ReasonCode.TOKEN_CLAIM_MISSING);
        refused(
                gitlab(githubKey)
                        .claim("iss", github.issuer())
                        .claim("aud", Forge.AUDIENCE)
                        .token(),
                ReasonCode.TOKEN_CLAIM_MISSING);
    }

    @Test
    void threat01_anIssuerThatIsNotListedIsNeverAsked() throws Exception {
        try (IssuerServer stranger = new IssuerServer()) {
            stranger.publish(githubKey);

            refused(actions(githubKey).claim("iss", stranger.issuer()).token(), ReasonCode.ISSUER_UNKNOWN);

            assertThat(stranger.metadataRequests).hasValue(0);
            assertThat(stranger.keyRequests).hasValue(0);
        }
    }

    @Test
    void threat27_anIssuerThatIsDownHarmsNoOther() {
        gitlab.answerMetadata(IssuerServer.status(503));

        refused(gitlab(gitlabKey).token(), ReasonCode.DIRECTORY_UNREADABLE);
        assertThat(verifier.verify(actions(githubKey).token())).isNotNull();
    }

    private void refused(Secret token, ReasonCode reason) {
        GateException refusal = catchThrowableOfType(GateException.class, () -> verifier.verify(token));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    }
}
