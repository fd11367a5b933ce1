package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Turns away what comes under another name than localhost, an address or the name that the listener was configured with: a web page that
 * has pointed its own name at this machine (DNS rebinding) would otherwise read what is served there, and send what it likes. Whatever
 * network the listener is on, some browser may be.
 */
final class LocalNames extends Handler.Wrapper {

    private static final Pattern LOCAL = Pattern.compile("localhost|[0-9.]+|\\[[0-9a-f:.]+]");

    private final String configured;

    /**
     * Guards a listener.
     *
     * @param configured the host that it was told to listen on; a name or an address
     */
    LocalNames(Handler next, String configured) {
        super(next);
        this.configured = configured;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isOurs(request.getHttpURI().getHost())) {
            CoreProblems.close(
                    response,
                    callback,
                    Problem.of(
                            ReasonCode.REQUEST_MALFORMED,
                            "call this listener by its address, by the name localhost or by the name in admin_listen"));
            return true;
        }
        return super.handle(request, response, callback);
    }

    private boolean isOurs(@Nullable String host) {
        return host != null
                && (host.equalsIgnoreCase(configured)
                        || LOCAL.matcher(host.toLowerCase(Locale.ROOT)).matches());
    }
}
