package dev.approvalgate.server.loopback;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as a stand-in sees it.
 *
 * @param method the HTTP method in capitals
 * @param path the path as it was sent, still percent-encoded, without the query
 * @param vars the decoded values of the route's path variables; empty until a route matched
 * @param query the decoded query parameters; of a repeated parameter the last value
 * @param headers all header values by name; names compare without case
 * @param body the raw body
 */
public record Call(
        String method,
        String path,
        Map<String, String> vars,
        Map<String, String> query,
        Map<String, List<String>> headers,
        Body body) {

    /** The decoded path variable; throws {@link IllegalArgumentException} where the route has none of that name. */
    public String var(String name) {
        String value = vars.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route for " + path + " has no variable " + name + ".");
        }
        return value;
    }

    /** The first value of a header, by name without case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    /** A query parameter. */
    public Optional<String> param(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The fields of an {@code application/x-www-form-urlencoded} body; of a repeated field the last value. */
    public Map<String, String> form() {
        return Urls.parseForm(body.text());
    }

    /** The credential of an {@code Authorization} header whose scheme is one of those given, compared without case. */
    public Optional<String> credential(String... schemes) {
        return header("Authorization").flatMap(value -> {
            for (String scheme : schemes) {
                if (value.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1)) {
                    return Optional.of(value.substring(scheme.length() + 1).strip());
                }
            }
            return Optional.empty();
        });
    }

    Call withVars(Map<String, String> found) {
        return new Call(method, path, found, query, headers, body);
    }

    /** Method and path only: headers and bodies may carry secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
