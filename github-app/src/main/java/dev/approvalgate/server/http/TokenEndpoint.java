package dev.approvalgate.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.HostToken;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.port.IdentityVerifier;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import dev.approvalgate.gate.port.ProofVerifier;
import dev.approvalgate.gate.port.ProofVerifier.Proof;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /oauth2/token}: token exchange (RFC 8693). The subject token is the job's own OIDC identity token; what comes back is the
 * deploy token of the approval that the job's run was given. With a proof of possession (DPoP, RFC 9449) it is bound to the key that was
 * proved.
 */
public final class TokenEndpoint extends OAuthEndpoint {

    /** Where tokens are exchanged. */
    public static final String PATH = "/oauth2/token";

    static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";

    private static final String TYPES = "urn:ietf:params:oauth:token-type:";
    private static final String ACCESS_TOKEN = TYPES + "access_token";
    /** An installation token of the gate's App on GitHub, narrowed by the policy. No type that IANA knows. */
    static final String INSTALLATION = "urn:approval-gate:token-type:github-installation";

    private static final Set<String> SUBJECTS = Set.of(TYPES + "jwt", TYPES + "id_token");
    private static final Set<String> ISSUED = Set.of(ACCESS_TOKEN, TYPES + "jwt", INSTALLATION);

    private final String address;
    private final transient IdentityVerifier verifier;
    private final transient ProofVerifier proofs;
    private final transient Requests requests;
    private final transient Clock clock;
    private final transient Pace pace;

    /** Exchanges tokens. */
    public TokenEndpoint(
            URI publicUrl, IdentityVerifier verifier, ProofVerifier proofs, Requests requests, Clock clock) {
        super("Bearer realm=\"approval-gate\", error=\"invalid_token\"");
        this.address = publicUrl + PATH;
        this.verifier = verifier;
        this.proofs = proofs;
        this.requests = requests;
        this.clock = clock;
        this.pace = new Pace(clock);
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> form = Bodies.form(Bodies.bytes(request, Bodies.FORM));
        if (!GRANT.equals(form.get("grant_type"))) {
            throw new GateException(ReasonCode.GRANT_UNSUPPORTED, "grant_type must be " + GRANT);
        }
        String type = form.getOrDefault("requested_token_type", ACCESS_TOKEN);
        requireSupported(form, type);
        Assertion assertion = verifier.verify(token(form, "subject_token"));
        Proof proof = proof(request);
        if (proof != null && type.equals(INSTALLATION)) {
            throw malformed("leave out the DPoP header: GitHub's tokens cannot be bound to a key");
        }
        try {
            Answers.json(response, 200, redeemed(assertion, proof, type));
        } catch (GateException e) {
            if (e.reason() != ReasonCode.APPROVAL_PENDING || !pace.isTooFast(caller(assertion))) {
                throw e;
            }
            write(response, OAuthError.slowDown());
        }
    }

    private String redeemed(Assertion assertion, @Nullable Proof proof, String type) {
        if (type.equals(INSTALLATION)) {
            HostToken token = requests.redeemAtHost(assertion);
            String permissions = String.join(" ", token.permissions());
            return answer(token.value(), token.expiresAt(), permissions, type, "Bearer");
        }
        DeployToken token = requests.redeem(assertion, proof);
        return answer(token.value(), token.expiresAt(), scope(token), type, proof == null ? "Bearer" : DpopHeader.NAME);
    }

    private @Nullable Proof proof(HttpServletRequest request) {
        return DpopHeader.of(request)
                .map(sent -> proofs.verify(sent, "POST", address, null))
                .orElse(null);
    }

    private static void requireSupported(Map<String, String> form, String type) {
        if (!SUBJECTS.contains(form.getOrDefault("subject_token_type", ""))) {
            throw malformed("subject_token_type must be one of "
                    + String.join(", ", SUBJECTS.stream().sorted().toList()));
        }
        if (!ISSUED.contains(type)) {
            throw malformed("requested_token_type must be " + ACCESS_TOKEN + " or " + INSTALLATION + ", or left out");
        }
        if (form.containsKey("actor_token") || form.containsKey("scope")) {
            throw malformed("leave out actor_token and scope: the approval says who may do what");
        }
        if (form.containsKey("audience") || form.containsKey("resource")) {
            throw new GateException(
                    ReasonCode.AUDIENCE_NOT_ALLOWED, "leave out audience and resource: the policy names the audience");
        }
    }

    private static GateException malformed(String message) {
        return new GateException(ReasonCode.REQUEST_MALFORMED, message);
    }

    private static String caller(Assertion assertion) {
        return assertion.identity().key() + " " + assertion.identity().run() + " " + assertion.job();
    }

    private String answer(Secret token, Instant expiresAt, String scope, String type, String use) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("access_token", token.reveal());
        members.put("issued_token_type", type);
        members.put("token_type", use);
        members.put(
                "expires_in",
                Math.max(0, Duration.between(clock.instant(), expiresAt).toSeconds()));
        members.put("scope", scope);
        return Json.write(members);
    }

    /** What the token says that it allows; read from the token itself, so that the two cannot differ. */
    private static String scope(DeployToken token) {
        String[] parts = token.value().reveal().split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalStateException("a deploy token is a compact JWT");
        }
        JsonNode claims = Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        return claims.path("scope").asText("");
    }
}
