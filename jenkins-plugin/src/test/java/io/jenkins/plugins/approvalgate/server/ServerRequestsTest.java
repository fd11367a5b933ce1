package io.jenkins.plugins.approvalgate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.adapter.oidc.IssuerKind;
import dev.approvalgate.adapter.oidc.OidcVerifier;
import dev.approvalgate.adapter.oidc.TrustedIssuer;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.requests.Granted;
import io.jenkins.plugins.approvalgate.requests.Standing;
import io.jenkins.plugins.approvalgate.server.FakeServer.Answer;
import io.jenkins.plugins.approvalgate.step.GateArguments;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerRequestsTest {

    private static final String ID = "req_0123456789abcdefghjkmnpqrs";
    private static final String ONE = "/api/v1/requests/" + ID;
    private static final BuildFacts BUILD = new BuildFacts(
            new BuildName("payments/deploy", "Jenkinsfile", 42, 1_764_190_000_000L),
            "https://ci.example.com/job/payments/job/deploy/",
            "17",
            Sha256.of("pipeline {}"),
            "0".repeat(40),
            "refs/heads/main",
            "user",
            false,
            List.of(new BuildFacts.Starter("ada", "Ada Example")),
            true,
            Map.of("TAG", "sha256:ab"),
            Map.of("libraries", "tools@v2", "agent", "none"));

    private final Clock clock = Clock.systemUTC();
    private final IdentityKey key = IdentityKey.generate(new SecureRandom());
    private FakeServer server;
    private FakeServer controller;
    private ServerRequests requests;

    @BeforeEach
    void open() throws Exception {
        server = new FakeServer();
        controller = new FakeServer();
        controller.answers.put("GET /approval-gate/jwks", new Answer(200, key.jwks()));
        controller.answers.put(
                "GET /approval-gate/.well-known/openid-configuration",
                new Answer(200, PublishedIdentity.metadata(issuer())));
        requests = ServerRequests.at(
                server.address() + "/", issuer(), IdentityKey.parse(key.toJwk()), "open/job"::equals, clock);
    }

    @AfterEach
    void close() {
        requests.close();
        server.close();
        controller.close();
    }

    private URI issuer() {
        return URI.create(controller.address() + "/approval-gate");
    }

    private OidcVerifier verifier() {
        String audience = server.address().toString();
        return new OidcVerifier(List.of(TrustedIssuer.of(IssuerKind.JENKINS, issuer().toString(), audience)), clock);
    }

    private static String status(String status, String reason) {
        return "{\"id\":\"" + ID + "\",\"status\":\"" + status + "\",\"reason\":" + reason
                + ",\"deadline\":\"2026-11-02T11:00:00Z\",\"decided_at\":null,\"votes\":1}";
    }

    private Secret bearer() {
        return bearer(0);
    }

    private Secret bearer(int call) {
        return Secret.of(server.seen.get(call).authorization().substring("Bearer ".length()));
    }

    @Test
    void asksWithATokenThatTheServerBelieves() {
        server.answers.put("POST /api/v1/requests", new Answer(201, status("pending", "null")));

        assertThat(requests.open(BUILD, new GateArguments("production"))).isEqualTo(ID);

        assertThat(server.seen.get(0).body()).contains("\"environment\":\"production\"", "\"TAG\":\"sha256:ab\"");
        Assertion assertion = verifier().verify(bearer());
        assertThat(assertion.identity().key().projectId()).isEqualTo("payments/deploy");
        assertThat(assertion.job()).isEqualTo("42/17");
        assertThat(assertion.environment()).isEqualTo("production");
        assertThat(assertion.definition()).isEqualTo(Sha256.of("pipeline {}"));
        assertThat(assertion.identity().run().id()).isEqualTo("42-1764190000000");
        assertThat(assertion.identity().claims())
                .containsEntry("actor_id", "ada")
                .containsEntry("libraries", "tools@v2")
                .containsEntry("agent", "none")
                .containsEntry("project_public", "false")
                .containsEntry("trigger_unknown", "false");
    }

    @Test
    void threat01_aBuildsTokenIsNoControllersAndTheOtherWayRound() {
        server.answers.put("POST /api/v1/waits", new Answer(200, "{\"settled\":[]}"));

        requests.check();

        assertThat(verifier().verifyHost(bearer())).isEqualTo(issuer().toString());
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> verifier().verify(bearer()));
    }

    @Test
    void tellsHowARequestStands() {
        server.answers.put("GET " + ONE, new Answer(200, status("pending", "null")));
        assertThat(requests.find(BUILD, ID)).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(Standing.State.WAITING);
            assertThat(seen.sentence()).contains("1 vote");
        });
        server.answers.put("GET " + ONE, new Answer(200, status("approved", "null")));
        assertThat(requests.find(BUILD, ID).state()).isEqualTo(Standing.State.ALLOWED);
        server.answers.put("GET " + ONE, new Answer(200, status("rejected", "\"rejected_by_person\"")));
        assertThat(requests.find(BUILD, ID).state()).isEqualTo(Standing.State.DENIED);
        server.answers.put("GET " + ONE, new Answer(200, status("waved_through", "null")));
        assertThat(requests.find(BUILD, ID).state()).isEqualTo(Standing.State.DENIED);
    }

    @Test
    void tellsWhoIsNeededWhoDecidedAndInWhichWords() {
        String people = ",\"needed\":\"1 more approval, from Grace\",\"decided_by\":[\"Grace\"]"
                + ",\"said\":[{\"by\":\"Grace\",\"words\":\"not today\"}],\"link\":\"https://slack.example/p1\"}";
        server.answers.put("GET " + ONE, new Answer(200, with(status("pending", "null"), people)));
        assertThat(requests.find(BUILD, ID)).satisfies(seen -> {
            assertThat(seen.sentence()).isEqualTo("1 more approval, from Grace");
            assertThat(seen.link()).isEqualTo("https://slack.example/p1");
        });
        server.answers.put("GET " + ONE, new Answer(200, with(status("rejected", "\"rejected_by_person\""), people)));
        assertThat(requests.find(BUILD, ID)).satisfies(seen -> {
            assertThat(seen.sentence()).isEqualTo("Rejected by Grace (rejected_by_person)");
            assertThat(seen.by()).containsExactly("Grace");
            assertThat(seen.said()).containsExactly("Grace: not today");
        });
    }

    /** A server could be another one than the controller thinks; its words end in a console that acts on some of them. */
    @Test
    void threat18_whatAServerSaysIsOneHonestLine() {
        String note = "\\u001B[8mha:////4x\\u001B[0m\\nlet in";
        String people = ",\"needed\":\"NOTE\",\"decided_by\":[\"NOTE\"],\"said\":[{\"by\":\"NOTE\",\"words\":\"NOTE\"}]"
                .replace("NOTE", note);
        for (String link : List.of("javascript:alert(1)", "https://a" + note, "https://a b", "https://\\\"><script>")) {
            for (String status : List.of("pending", "approved", "rejected")) {
                String answer = with(status(status, "\"" + note + "\""), people + ",\"link\":\"" + link + "\"}");
                server.answers.put("GET " + ONE, new Answer(200, answer));
                Standing seen = requests.find(BUILD, ID);
                assertThat(seen.link()).isNull();
                assertThat(seen.sentence() + seen.by() + seen.said()).doesNotContain("\u001B", "\n");
            }
        }
        server.answers.put(
                "GET " + ONE, new Answer(200, status("pending", "null").replace(ID, "req_" + note)));
        assertReason(() -> requests.find(BUILD, ID), ReasonCode.CONFIGURATION_INVALID);
    }

    private static String with(String answer, String more) {
        return answer.substring(0, answer.length() - 1) + more;
    }

    @Test
    void anApprovalThatWasTakenBackDenies() {
        String revoked = status("approved", "null").replace("}", ",\"revoked_at\":\"2026-11-02T10:30:00Z\"}");
        server.answers.put("GET " + ONE, new Answer(200, revoked));

        assertThat(requests.find(BUILD, ID)).satisfies(seen -> {
            assertThat(seen.state()).isEqualTo(Standing.State.DENIED);
            assertThat(seen.outcome()).isEqualTo("revoked");
        });
    }

    @Test
    void exchanges() {
        server.answers.put("POST /oauth2/token", new Answer(200, "{\"access_token\":\"a.b.c\",\"expires_in\":300}"));

        Granted granted = requests.redeem(BUILD, ID, "production");

        assertThat(granted.token().reveal()).isEqualTo("a.b.c");
        assertThat(granted.toString()).doesNotContain("a.b.c");
        server.answers.put("POST /oauth2/token", new Answer(200, "{}"));
        assertReason(() -> requests.redeem(BUILD, ID, "production"), ReasonCode.CONFIGURATION_INVALID);
    }

    @Test
    void aBlockEndsAsItselfAndABuildAsAWhole_withoutAnythingThatWasReadOfTheBuild() {
        server.answers.put("POST " + ONE + "/cancel", new Answer(200, "{}"));
        server.answers.put("POST /api/v1/runs/ended", new Answer(200, "{}"));

        requests.blockEnded(BUILD.name(), BUILD.block(), ID);
        requests.buildEnded(BUILD.name());

        Assertion block = verifier().verify(bearer(0));
        assertThat(block.job()).isEqualTo("42/17");
        assertThat(block.request()).isEqualTo(new RequestId(ID));
        assertThat(block.identity().run().id()).isEqualTo("42-1764190000000");
        Assertion build = verifier().verify(bearer(1));
        assertThat(build.identity().run()).isEqualTo(block.identity().run());
        assertThat(build.identity().key()).isEqualTo(block.identity().key());
    }

    @Test
    void refusalsKeepTheServersReason() {
        server.answers.put(
                "POST /oauth2/token",
                new Answer(
                        400,
                        "{\"error\":\"access_denied\",\"error_description\":\"gone\",\"reason\":\"approval_stale\"}"));
        server.answers.put("GET " + ONE, new Answer(404, "{\"detail\":\"none\",\"reason\":\"request_not_found\"}"));

        assertReason(() -> requests.redeem(BUILD, ID, "production"), ReasonCode.APPROVAL_STALE);
        assertReason(() -> requests.find(BUILD, ID), ReasonCode.REQUEST_NOT_FOUND);
    }

    @Test
    void whatIsNoAnswerLetsNothingThrough() {
        server.answers.put("GET " + ONE, new Answer(502, "<html>bad gateway</html>"));
        assertReason(() -> requests.find(BUILD, ID), ReasonCode.SERVER_UNREACHABLE);
        for (int status : new int[] {200, 302, 403, 404, 407}) {
            server.answers.put("GET " + ONE, new Answer(status, "<html>somebody else</html>"));
            assertReason(() -> requests.find(BUILD, ID), ReasonCode.SERVER_UNREACHABLE);
        }
        server.answers.put("GET " + ONE, new Answer(409, "{\"reason\":\"of_a_newer_server\"}"));
        assertReason(() -> requests.find(BUILD, ID), ReasonCode.CONFIGURATION_INVALID);
        server.answers.put("GET " + ONE, new Answer(200, "{\"x\":\"" + "x".repeat(1 << 18) + "\"}"));
        assertReason(() -> requests.find(BUILD, ID), ReasonCode.SERVER_UNREACHABLE);
        server.close();
        assertReason(() -> requests.find(BUILD, ID), ReasonCode.SERVER_UNREACHABLE);
        assertThat(server.seen).noneMatch(seen -> seen.what().contains("elsewhere"));
    }

    @Test
    void tokensDoNotTravelInTheClear() {
        for (String bad :
                List.of("http://gate.example.com", "ftp://gate", "gate", "https://a@b", "https://gate?x", "")) {
            assertReason(
                    () -> ServerRequests.at(bad, issuer(), key, job -> true, clock)
                            .close(),
                    ReasonCode.CONFIGURATION_INVALID);
        }
    }

    private static void assertReason(Runnable call, ReasonCode reason) {
        assertThatExceptionOfType(GateException.class)
                .isThrownBy(call::run)
                .extracting(GateException::reason)
                .isEqualTo(reason);
    }
}
