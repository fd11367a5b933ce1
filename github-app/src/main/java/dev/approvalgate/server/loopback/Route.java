package dev.approvalgate.server.loopback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A method and a path template: <code>{name}</code> stands for one segment, <code>{name*}</code> for one or more. */
final class Route {

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_]+)(\\*?)\\}");

    private final String method;
    private final Pattern path;
    private final List<String> names;
    private final RouteHandler handler;

    Route(String method, String template, RouteHandler handler) {
        this.method = method;
        this.handler = handler;
        this.names = VARIABLE.matcher(template)
                .results()
                .map(found -> found.group(1))
                .toList();
        this.path = Pattern.compile(pattern(template));
    }

    private static String pattern(String template) {
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        for (MatchResult found : VARIABLE.matcher(template).results().toList()) {
            pattern.append(Pattern.quote(template.substring(end, found.start())));
            pattern.append(found.group(2).isEmpty() ? "([^/]+)" : "(.+)");
            end = found.end();
        }
        return pattern.append(Pattern.quote(template.substring(end))).toString();
    }

    boolean hasMethod(String wanted) {
        return method.equals(wanted);
    }

    Optional<Map<String, String>> match(String requestPath) {
        Matcher matcher = path.matcher(requestPath);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> vars = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            vars.put(names.get(i), Urls.decodeSegment(matcher.group(i + 1)));
        }
        return Optional.of(vars);
    }

    Answer handle(Call call) throws Exception {
        return handler.handle(call);
    }
}
