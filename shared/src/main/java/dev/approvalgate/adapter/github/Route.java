package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A path below the API's base, each segment encoded, so that a name from outside cannot reach another path.
 *
 * @param path encoded, beginning with a slash, with the query if there is one
 * @param shown how messages name it
 */
record Route(String path, String shown) {

    /** {@return the route of these segments} */
    static Route of(Object... segments) {
        String path = join(List.of(segments));
        return new Route(path, path);
    }

    /** {@return a route below a repository} */
    static Route repo(String owner, String repo, Object... segments) {
        return of("repos", owner, repo).below(List.of(segments));
    }

    /** {@return the route with further segments} */
    Route below(List<?> segments) {
        String further = path + join(segments);
        return new Route(further, further);
    }

    /** {@return the route with a query parameter} */
    Route with(String name, Object value) {
        String query = path + (path.contains("?") ? "&" : "?") + name + "=" + encode(value.toString());
        return new Route(query, shown);
    }

    /** {@return the same route with another name in messages, for paths that carry a secret} */
    Route shownAs(String name) {
        return new Route(path, name);
    }

    private static String join(List<?> segments) {
        var path = new StringBuilder();
        for (Object segment : segments) {
            path.append('/').append(segment(segment.toString()));
        }
        return path.toString();
    }

    private static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new GateException(
                    ReasonCode.HOST_FACT_MISMATCH, "a name is empty or made of dots; GitHub has no such");
        }
        return encode(text);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
