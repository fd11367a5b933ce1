package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Turns away what a page of another origin sends through its reader's browser. It could not read the answer, but it could make the gate
 * work, and ask others, as often as it likes. Following a link is no such thing.
 */
final class OwnOrigin extends Handler.Wrapper {

    OwnOrigin(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isForeign(request)) {
            CoreProblems.close(
                    response,
                    callback,
                    Problem.of(ReasonCode.CROSS_SITE, "pages of other origins may not use this listener"));
            return true;
        }
        return super.handle(request, response, callback);
    }

    private static boolean isForeign(Request request) {
        HttpFields headers = request.getHeaders();
        String origin = headers.get("Origin");
        if (origin != null) {
            return !origin.equalsIgnoreCase("http://" + headers.get("Host"))
                    && !origin.equalsIgnoreCase("https://" + headers.get("Host"));
        }
        // Fetch Metadata: browsers say it of requests that carry no Origin, such as those for images.
        String site = headers.get("Sec-Fetch-Site");
        return ("cross-site".equals(site) || "same-site".equals(site))
                && !"navigate".equals(headers.get("Sec-Fetch-Mode"));
    }
}
