package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import java.util.List;
import java.util.Set;

/**
 * Something that is deployed to, behind a proxy that asks the gate about each request. What it does not allow is denied.
 *
 * @param id names it in the policy and in the address that the proxy asks
 * @param audience the only {@code aud} that is good here
 * @param environments the only environments whose tokens are good here
 * @param actions the only actions whose tokens are good here
 * @param breakGlass whether tokens are good here that nobody approved beforehand
 * @param origin scheme, host and port as callers write them, such as {@code https://deploy.example.com}
 * @param proxy whose headers are believed
 * @param open whether its proxy need not prove itself
 * @param clients addresses that requests may come from, as a proxy that proved itself tells them; empty for any
 * @param allow what may be called
 */
public record Target(
        String id,
        String audience,
        Set<Environment> environments,
        Set<Action> actions,
        boolean breakGlass,
        String origin,
        Proxy proxy,
        boolean open,
        List<AddressRange> clients,
        List<Allowance> allow) {
    public Target {
        if (open && !clients.isEmpty()) {
            throw new IllegalArgumentException("nobody need believe an address that just anybody tells");
        }
        environments = Set.copyOf(environments);
        actions = Set.copyOf(actions);
        clients = List.copyOf(clients);
        allow = List.copyOf(allow);
    }

    /** How a proxy tells of the request that it asks about. Headers of the other kinds are a caller's own, and not believed. */
    public enum Proxy {
        /** {@code X-Original-Method}, {@code X-Original-URI} and {@code X-Real-IP}, as nginx is told to send them. */
        NGINX,
        /** {@code X-Forwarded-Method}, {@code X-Forwarded-Uri}, {@code X-Forwarded-Host} and {@code X-Forwarded-For}: Traefik, Caddy. */
        FORWARDED,
        /** The method and path of the call itself, and {@code X-Forwarded-For}: Envoy's {@code ext_authz} with a path prefix. */
        PATH
    }

    /**
     * Requests that may be made.
     *
     * @param methods of HTTP, such as {@code POST}
     * @param paths forms of paths, without the slash at their beginning
     * @param scopes what the token must allow, all of them
     */
    public record Allowance(Set<String> methods, List<PathPattern> paths, Set<String> scopes) {
        public Allowance {
            methods = Set.copyOf(methods);
            paths = List.copyOf(paths);
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * What the policy says of a request.
     *
     * @param pattern the pattern that the path is of, with its slash; empty where no method or path fits
     * @param lacking scopes that are needed and not there; where several allowances fit, those of the first
     */
    public record Answer(String pattern, Set<String> lacking) {
        private static final Answer NONE = new Answer("", Set.of());

        public Answer {
            lacking = Set.copyOf(lacking);
        }

        /** {@return whether a method and path fit} */
        public boolean fits() {
            return !pattern.isEmpty();
        }

        /** {@return whether it may be made} */
        public boolean allows() {
            return fits() && lacking.isEmpty();
        }
    }

    /** {@return what the policy says of a request with a token of these scopes} */
    public Answer answer(String method, RequestPath path, List<String> scopes) {
        Answer first = Answer.NONE;
        for (Allowance one : allow) {
            if (!one.methods().contains(method)) {
                continue;
            }
            for (PathPattern pattern : one.paths()) {
                if (pattern.matches(path.withoutSlash())) {
                    Answer answer = new Answer("/" + pattern, lacking(one.scopes(), scopes));
                    if (answer.allows()) {
                        return answer;
                    }
                    first = first.fits() ? first : answer;
                }
            }
        }
        return first;
    }

    private static Set<String> lacking(Set<String> needed, List<String> scopes) {
        return scopes.containsAll(needed)
                ? Set.of()
                : Set.copyOf(
                        needed.stream().filter(scope -> !scopes.contains(scope)).toList());
    }

    /** {@return whether requests may come from an address} */
    public boolean takes(IpAddress client) {
        return clients.isEmpty() || clients.stream().anyMatch(range -> range.holds(client));
    }
}
