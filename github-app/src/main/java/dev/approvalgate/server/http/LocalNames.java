package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Turns away what comes to a loopback address under another name than localhost or an address: a web page that has pointed its own name
 * at this machine (DNS rebinding) would otherwise read what is served there.
 */
final class LocalNames extends Handler.Wrapper {

    private static final Pattern LOCAL = Pattern.compile("localhost|[0-9.]+|\\[[0-9a-f:.]+]");

    LocalNames(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isLoopback(request) && !isLocal(request.getHttpURI().getHost())) {
            CoreProblems.close(
                    response,
                    callback,
                    Problem.of(
                            ReasonCode.REQUEST_MALFORMED,
                            "call this listener by its address or by the name localhost"));
            return true;
        }
        return super.handle(request, response, callback);
    }

    private static boolean isLoopback(Request request) {
        return !(request.getConnectionMetaData().getLocalSocketAddress() instanceof InetSocketAddress local)
                || local.getAddress() == null
                || local.getAddress().isLoopbackAddress();
    }

    private static boolean isLocal(@Nullable String host) {
        return host != null && LOCAL.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
