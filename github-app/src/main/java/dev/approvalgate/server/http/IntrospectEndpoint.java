package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.TokenVerifier.Verified;
import dev.approvalgate.gate.token.TargetSecrets;
import dev.approvalgate.gate.token.TokenDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code POST /oauth2/introspect} (RFC 7662): a target asks whether a token lives, and what it says. Of a dead one nothing is told. */
public final class IntrospectEndpoint extends OAuthEndpoint {

    /** Where targets ask. */
    public static final String PATH = "/oauth2/introspect";

    private final transient TokenDesk desk;
    private final transient TargetSecrets targets;

    /** Answers these targets and nobody else. */
    public IntrospectEndpoint(TokenDesk desk, TargetSecrets targets) {
        super("Basic realm=\"approval-gate\", charset=\"UTF-8\"");
        this.desk = desk;
        this.targets = targets;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BasicCaller.require(request, targets);
        Secret token = token(Bodies.form(Bodies.bytes(request, Bodies.FORM)), "token");
        Map<String, Object> answer =
                desk.active(token).map(IntrospectEndpoint::said).orElse(Map.of("active", false));
        Answers.json(response, 200, Json.write(answer));
    }

    private static Map<String, Object> said(Verified token) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("active", true);
        members.put("token_type", token.confirmation() == null ? "Bearer" : "DPoP");
        members.putAll(new TreeMap<>(token.claims()));
        // Last, so that no claim can overrule it.
        members.put("active", true);
        return members;
    }
}
