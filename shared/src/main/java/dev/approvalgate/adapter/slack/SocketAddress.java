package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slack tells where its sockets are; we go there only if that is Slack's own domain. */
final class SocketAddress {

    private SocketAddress() {}

    static URI check(@Nullable String told, URI api) {
        URI address;
        try {
            address = URI.create(told == null ? "" : told);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        String host = address.getHost();
        String apiHost = api.getHost();
        boolean secure = "wss".equals(address.getScheme());
        boolean local = "ws".equals(address.getScheme())
                && host != null
                && SlackConnection.isLoopback(host)
                && SlackConnection.isLoopback(apiHost);
        if (host == null || !(local || (secure && domain(host).equals(domain(apiHost))))) {
            throw refused();
        }
        return address;
    }

    private static List<String> domain(String host) {
        List<String> labels =
                Arrays.asList(host.toLowerCase(java.util.Locale.ROOT).split("\\.", -1));
        return labels.subList(Math.max(0, labels.size() - 2), labels.size());
    }

    private static GateException refused() {
        return new GateException(
                ReasonCode.CHANNEL_UNREACHABLE,
                "apps.connections.open named a socket outside the domain of slack.api_url; it is not followed");
    }
}
