package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.token.KeyRotation;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.port.IdentityVerifier;
import dev.approvalgate.gate.port.ProofVerifier;
import dev.approvalgate.gate.port.TokenIssuer;
import dev.approvalgate.gate.token.Authorize;
import dev.approvalgate.gate.token.TargetSecrets;
import dev.approvalgate.gate.token.TokenDesk;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the public listener serves.
 *
 * @param publicUrl the issuer, and the base of all links
 * @param verifier proves who workloads are
 * @param proofs proves which keys they have
 * @param requests what workloads do
 * @param reviews what people see of it
 * @param tokens whose keys are published
 * @param desk what holders and targets do with tokens
 * @param targets who may ask about tokens
 * @param authorize decides what may reach a target
 * @param readiness whether the gate can work
 * @param webhooks takes GitHub's webhooks; {@code null} where GitHub does not call
 * @param slack takes Slack's calls; {@code null} where Slack does not call
 * @param pages for people
 * @param trigger finds the account that started a run in its verified claims
 * @param clock the time
 */
public record PublicEndpoints(
        URI publicUrl,
        IdentityVerifier verifier,
        ProofVerifier proofs,
        Requests requests,
        Reviews reviews,
        TokenIssuer tokens,
        TokenDesk desk,
        TargetSecrets targets,
        Authorize authorize,
        Readiness readiness,
        @Nullable Webhooks webhooks,
        @Nullable SlackCalls slack,
        List<PageSet> pages,
        Function<WorkloadIdentity, Optional<Account>> trigger,
        Clock clock) {

    public PublicEndpoints {
        pages = List.copyOf(pages);
    }

    static final String JWKS = "/oauth2/jwks";

    /** Keys change rarely, and the next one is published before it signs. */
    private static final String KEPT = "public, max-age=" + KeyRotation.CACHE_TIME.toSeconds();

    /** {@return the servlets by path} */
    public Map<String, HttpServlet> servlets(Drain drain, HttpObserver observer) {
        Map<String, HttpServlet> servlets = new LinkedHashMap<>();
        if (webhooks != null) {
            servlets.put(GitHubWebhookEndpoint.PATH, new GitHubWebhookEndpoint(webhooks, observer));
        }
        if (slack != null) {
            servlets.put(SlackInteractionsEndpoint.PATH, new SlackInteractionsEndpoint(slack, observer));
            servlets.put(SlackCommandsEndpoint.PATH, new SlackCommandsEndpoint(slack, observer));
        }
        servlets.put(RequestEndpoint.PATH, new OpenEndpoint(verifier, requests, reviews, trigger));
        servlets.put(RequestEndpoint.PATH + "/*", new RequestEndpoint(verifier, requests, reviews, drain));
        servlets.put(WaitEndpoint.PATH, new WaitEndpoint(verifier, requests, drain));
        servlets.put(RunEndedEndpoint.PATH, new RunEndedEndpoint(verifier, requests));
        servlets.put(TokenEndpoint.PATH, new TokenEndpoint(publicUrl, verifier, proofs, requests, clock));
        servlets.put(RevokeEndpoint.PATH, new RevokeEndpoint(desk));
        servlets.put(IntrospectEndpoint.PATH, new IntrospectEndpoint(desk, targets));
        servlets.put(AuthzEndpoint.PATH + "*", new AuthzEndpoint(authorize, targets, observer));
        servlets.put(JWKS, new FixedEndpoint("application/jwk-set+json", KEPT, tokens::jwks));
        String server = Metadata.authorizationServer(publicUrl);
        servlets.put("/.well-known/oauth-authorization-server", new FixedEndpoint(Bodies.JSON, KEPT, () -> server));
        servlets.put(
                "/.well-known/openid-configuration",
                new FixedEndpoint(Bodies.JSON, KEPT, () -> Metadata.openId(publicUrl, tokens.algorithms())));
        servlets.put(HealthEndpoint.PATH, new HealthEndpoint());
        servlets.put(ReadyEndpoint.PATH, new ReadyEndpoint(readiness));
        servlets.put(ProblemPage.PATH + "*", new ProblemPage());
        pages.forEach(set -> servlets.putAll(set.servlets()));
        servlets.put("", new LandingPage());
        servlets.put("/", new NotFound());
        return servlets;
    }
}
