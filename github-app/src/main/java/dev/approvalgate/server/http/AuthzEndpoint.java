package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Target;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.gate.token.Authorize;
import dev.approvalgate.gate.token.Authorize.Allowed;
import dev.approvalgate.gate.token.TargetCall;
import dev.approvalgate.gate.token.TargetSecrets;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * {@code /authz/TARGET}, any method: a proxy asks whether a request may reach its target (forward authentication). 200 lets it through,
 * with the approval in headers; 401, 403 and 503 do not. No body is read, and nobody may keep an answer.
 */
public final class AuthzEndpoint extends Endpoint {

    /** Where proxies ask; the target's id follows. */
    public static final String PATH = "/authz/";

    /** By which a proxy proves itself, unless the policy says {@code secret: none} of its target and {@code gate.yaml} has none. */
    static final String SECRET = "X-Gate-Secret";

    private static final String UNKNOWN = "unknown";

    private final transient Authorize authorize;
    private final transient TargetSecrets secrets;
    private final transient HttpObserver observer;

    /** Answers proxies. */
    public AuthzEndpoint(Authorize authorize, TargetSecrets secrets, HttpObserver observer) {
        super();
        this.authorize = authorize;
        this.secrets = secrets;
        this.observer = observer;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // As it came: what a container makes of a path is not what the target will see.
        String path = request.getRequestURI();
        int end = path.indexOf('/', PATH.length());
        String id = path.substring(PATH.length(), end < 0 ? path.length() : end);
        String rest = end < 0 ? "" : path.substring(end);
        Target target = target(id, Collections.list(request.getHeaders(SECRET)));
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        ForwardedRequest asked = ForwardedRequest.of(target, request, rest.isEmpty() ? "" : rest + query);
        ShownToken shown = ShownToken.of(request);
        Allowed allowed = authorize.allow(
                target,
                new TargetCall(
                        shown.token(), shown.proven(), shown.proof(), asked.method(), asked.address(), asked.client()));
        observer.targetAsked("allowed");
        answer(response, allowed);
    }

    /** The secret comes first: who has none learns of no target, be there one or not, unless the policy opens it. */
    private Target target(String id, List<String> given) {
        if (secrets.match(id, given.size() == 1 ? given.get(0) : "")) {
            return authorize.target(id);
        }
        Optional<Target> open = given.isEmpty() && !secrets.holds(id) ? authorize.openTarget(id) : Optional.empty();
        return open.orElseThrow(() -> new GateException(
                ReasonCode.CLIENT_UNKNOWN, "the proxy must send the target's secret of gate.yaml in " + SECRET));
    }

    /** All headers are always there, so that none that a caller made up can take the place of one that is missing. */
    private static void answer(HttpServletResponse response, Allowed allowed) throws IOException {
        LiveToken token = allowed.token();
        response.setHeader("X-Gate-Identity", token.identity());
        response.setHeader("X-Gate-Request", token.request().value());
        response.setHeader("X-Gate-Environment", ascii(token.environment().key()));
        response.setHeader("X-Gate-Action", token.action().name());
        response.setHeader("X-Gate-Break-Glass", Boolean.toString(allowed.brokenGlass()));
        response.setHeader("X-Gate-Commit", claim(allowed, "commit"));
        response.setHeader("X-Gate-Approvers", claim(allowed, "approvers"));
        response.setHeader("Cache-Control", "no-store");
        Answers.send(response, 200, "text/plain;charset=utf-8", new byte[0]);
    }

    private static String claim(Allowed allowed, String name) {
        Object value = allowed.verified().claims().get(name);
        return value == null ? UNKNOWN : ascii(value.toString());
    }

    /** Headers are ASCII; other characters travel percent-encoded. */
    private static String ascii(String text) {
        boolean plain = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '%');
        return plain ? text : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        observer.targetAsked(problem.reason().code());
        AuthzRefusal.write(response, problem);
    }
}
