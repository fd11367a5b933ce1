package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.IpAddress;
import dev.approvalgate.domain.policy.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The request that a proxy asks about, from the headers that its kind of proxy sets, and from no others: whoever calls the proxy can send
 * those.
 *
 * @param method of HTTP
 * @param address path and query
 * @param client where it came from, or {@code null} where the proxy does not say
 */
record ForwardedRequest(
        String method, String address, @Nullable IpAddress client) {

    private static final int MOST_FORWARDED = 1000;

    /**
     * {@return the request that is asked about}
     *
     * @param target whose proxy asks
     * @param request what the proxy sent
     * @param rest what follows the target's id in the path that was asked, and the query
     * @throws GateException with {@code forwarding_malformed}
     */
    static ForwardedRequest of(Target target, HttpServletRequest request, String rest) {
        if (target.proxy() != Target.Proxy.PATH && !rest.isEmpty()) {
            throw malformed("the proxy must ask at " + AuthzEndpoint.PATH + target.id() + " and nothing behind it");
        }
        ForwardedRequest asked = read(target, request, rest);
        MethodOverrides.refuse(request, asked.address());
        return asked;
    }

    private static ForwardedRequest read(Target target, HttpServletRequest request, String rest) {
        return switch (target.proxy()) {
            case NGINX ->
                new ForwardedRequest(
                        one(request, "X-Original-Method"),
                        one(request, "X-Original-URI"),
                        address(String.join(",", all(request, "X-Real-IP"))));
            case FORWARDED -> {
                requireHost(target, one(request, "X-Forwarded-Host"));
                yield new ForwardedRequest(
                        one(request, "X-Forwarded-Method"), one(request, "X-Forwarded-Uri"), lastHop(request));
            }
            case PATH -> new ForwardedRequest(request.getMethod(), rest, lastHop(request));
        };
    }

    private static List<String> all(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    private static String one(HttpServletRequest request, String name) {
        List<String> values = all(request, name);
        if (values.size() != 1 || values.get(0).isBlank()) {
            throw malformed("the proxy must send " + name + " exactly once");
        }
        return values.get(0);
    }

    private static void requireHost(Target target, String host) {
        String origin = target.origin().toLowerCase(Locale.ROOT);
        String given = host.toLowerCase(Locale.ROOT);
        String scheme = origin.substring(0, origin.indexOf("://") + 3);
        String port = scheme.equals("https://") ? ":443" : ":80";
        if (!origin.equals(scheme + given) && !(origin + port).equals(scheme + given)) {
            throw malformed("the request is for another host than the target's url names");
        }
    }

    /** What stands before the last comma was written by whoever called the proxy. */
    private static @Nullable IpAddress lastHop(HttpServletRequest request) {
        String hops = String.join(",", all(request, "X-Forwarded-For"));
        return address(hops.substring(hops.lastIndexOf(',') + 1).strip());
    }

    private static @Nullable IpAddress address(String text) {
        return text.length() > MOST_FORWARDED ? null : IpAddress.of(text).orElse(null);
    }

    private static GateException malformed(String message) {
        return new GateException(ReasonCode.FORWARDING_MALFORMED, message);
    }
}
