package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.RequestPath;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Keeps callers of proxies within {@code /authz/}. A proxy that puts the path it was asked for behind a prefix would otherwise let
 * {@code /../../healthz} lead to another endpoint, and take its 200 for a yes.
 */
final class TargetPaths extends Handler.Wrapper {

    TargetPaths(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String raw = request.getHttpURI().getPath();
        if (raw != null
                && raw.startsWith(AuthzEndpoint.PATH)
                && RequestPath.of(raw).isEmpty()) {
            CoreProblems.close(
                    response,
                    callback,
                    new Problem(
                            403,
                            ReasonCode.PATH_AMBIGUOUS,
                            "the path is not in the one form that everybody reads alike"));
            return true;
        }
        return super.handle(request, response, callback);
    }
}
