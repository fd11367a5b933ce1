package dev.approvalgate.journeys.jenkins;

import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Calls of a controller that anybody may use: no user is set up in these tests, and crumbs are asked for all the same. */
final class JenkinsClient {

    private final URI url;

    JenkinsClient(URI url) {
        this.url = url;
    }

    /** Runs Groovy in the controller; {@return what it printed} */
    String script(String groovy) {
        return ok(Http.postForm(url.resolve("scriptText"), crumb(), Map.of("script", groovy)))
                .body();
    }

    /** Makes a Pipeline job. */
    void createPipeline(String name, String script) {
        String xml = "<flow-definition plugin=\"workflow-job\"><definition"
                + " class=\"org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition\" plugin=\"workflow-cps\"><script>"
                + escaped(script)
                + "</script><sandbox>true</sandbox></definition></flow-definition>";
        var headers = new HashMap<>(crumb());
        headers.put("Content-Type", "application/xml");
        ok(Http.post(url.resolve("createItem?name=" + name), headers, xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Starts a build. */
    void build(String job) {
        post("job/" + job + "/build");
    }

    /** {@return what a build printed so far} */
    String console(String job, int number) {
        Reply reply = Http.get(url.resolve("job/" + job + "/" + number + "/consoleText"), Map.of());
        return reply.status() == 404 ? "" : ok(reply).body();
    }

    /** {@return SUCCESS, FAILURE, ABORTED; empty while a build runs} */
    String result(String job, int number) {
        return Http.get(url.resolve("job/" + job + "/" + number + "/api/json"), Map.of())
                .json()
                .path("result")
                .asText("")
                .replace("null", "");
    }

    /** {@return what a page or an interface answers} */
    Reply get(String path) {
        return Http.get(url.resolve(path), Map.of());
    }

    /** Posts nothing to an address. */
    Reply post(String path) {
        return ok(Http.postForm(url.resolve(path), crumb(), Map.of()));
    }

    /** {@return the headers without which Jenkins takes no change} */
    private Map<String, String> crumb() {
        Reply reply = Http.get(url.resolve("crumbIssuer/api/json"), Map.of());
        if (reply.status() == 404) {
            return Map.of();
        }
        var headers = new HashMap<String, String>();
        headers.put(reply.text("crumbRequestField"), reply.text("crumb"));
        reply.headers()
                .firstValue("Set-Cookie")
                .ifPresent(cookie -> headers.put("Cookie", cookie.substring(0, cookie.indexOf(';'))));
        return headers;
    }

    private static Reply ok(Reply reply) {
        if (reply.status() >= 400) {
            throw new AssertionError("Jenkins answered " + reply.status() + ": " + reply.body());
        }
        return reply;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
