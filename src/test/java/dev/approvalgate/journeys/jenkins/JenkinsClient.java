package dev.approvalgate.journeys.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;

/** Calls of a controller, as a script makes them: with a crumb for every change, and a password where users are set up. */
final class JenkinsClient {

    private static final Pattern REQUEST = Pattern.compile("request (req_[0-9a-z]{26})");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Between a folder and what is in it, in addresses. */
    private static final String JOB = "/job/";

    private final URI url;
    private final Map<String, String> credentials;

    private JenkinsClient(URI url, Map<String, String> credentials) {
        this.url = url;
        this.credentials = credentials;
    }

    /** {@return a caller whom the controller does not know} */
    static JenkinsClient anonymous(URI url) {
        return new JenkinsClient(url, Map.of());
    }

    /** {@return a user, whose password is the name} */
    static JenkinsClient of(URI url, String user) {
        return new JenkinsClient(url, Map.of("Authorization", Scene.basic(user, user)));
    }

    /** {@return the same user, who proves it by something else than the password} */
    JenkinsClient with(String user, String secret) {
        return new JenkinsClient(url, Map.of("Authorization", Scene.basic(user, secret)));
    }

    /** Runs Groovy in the controller; {@return what it printed} */
    String script(String groovy) {
        return ok(Http.postForm(url.resolve("scriptText"), crumb(), Map.of("script", groovy)))
                .body();
    }

    /** Makes a folder. */
    void createFolder(String name) {
        post("createItem?mode=com.cloudbees.hudson.plugins.folder.Folder&name=" + name);
    }

    /** Makes a Pipeline job; {@code folder/job/name} makes it in a folder. */
    void createPipeline(String name, String script) {
        create(
                name,
                "<flow-definition plugin=\"workflow-job\"><definition"
                        + " class=\"org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition\" plugin=\"workflow-cps\"><script>"
                        + escaped(script)
                        + "</script><sandbox>true</sandbox></definition></flow-definition>");
    }

    /** Makes a job of any kind. */
    void create(String name, String xml) {
        int folder = name.lastIndexOf(JOB);
        String place = folder < 0 ? "" : "job/" + name.substring(0, folder) + "/";
        String own = folder < 0 ? name : name.substring(folder + JOB.length());
        var headers = new HashMap<>(crumb());
        headers.put("Content-Type", "application/xml");
        ok(Http.post(url.resolve(place + "createItem?name=" + own), headers, xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Starts a build. */
    void build(String job) {
        post("job/" + job + "/build?delay=0sec");
    }

    /** Waits until a build has asked. {@return its request} */
    String awaitRequest(String job, int number) {
        return awaitRequests(job, number, 1).get(0);
    }

    /** Waits until a build has asked so many times. {@return all its requests, oldest first} */
    List<String> awaitRequests(String job, int number, int count) {
        return eventually(job, number).until(() -> requests(job, number), found -> found.size() >= count);
    }

    private List<String> requests(String job, int number) {
        return REQUEST.matcher(console(job, number))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** Waits until a build printed a text. */
    void awaitConsole(String job, int number, String text) {
        eventually(job, number)
                .untilAsserted(() -> assertThat(console(job, number)).contains(text));
    }

    /** Waits until a build ended. {@return its result} */
    String awaitResult(String job, int number) {
        return eventually(job, number).until(() -> result(job, number), result -> !result.isEmpty());
    }

    /** Waiting for what a controller does on its own time. */
    private ConditionFactory eventually(String job, int number) {
        return await(job + " " + number).atMost(PATIENCE).pollInterval(Duration.ofMillis(250));
    }

    /** {@return what a build printed so far} */
    String console(String job, int number) {
        Reply reply = get("job/" + job + "/" + number + "/consoleText");
        return reply.status() == 404 ? "" : ok(reply).body();
    }

    /** {@return SUCCESS, FAILURE, ABORTED; empty while a build runs} */
    String result(String job, int number) {
        return get("job/" + job + "/" + number + "/api/json")
                .json()
                .path("result")
                .asText("")
                .replace("null", "");
    }

    /** {@return what a page or an interface answers} */
    Reply get(String path) {
        return Http.get(url.resolve(path), credentials);
    }

    /** Posts nothing to an address. */
    Reply post(String path) {
        return ok(submit(path, Map.of()));
    }

    /** Posts a form. {@return the answer, whatever it is} */
    Reply submit(String path, Map<String, String> form) {
        return Http.postForm(url.resolve(path), crumb(), form);
    }

    /** Posts a form without a crumb. {@return the answer, whatever it is} */
    Reply submitWithoutCrumb(String path, Map<String, String> form) {
        return Http.postForm(url.resolve(path), credentials, form);
    }

    /** {@return the headers without which Jenkins takes no change} */
    private Map<String, String> crumb() {
        Reply reply = get("crumbIssuer/api/json");
        var headers = new HashMap<String, String>(credentials);
        if (reply.status() == 404) {
            return headers;
        }
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
