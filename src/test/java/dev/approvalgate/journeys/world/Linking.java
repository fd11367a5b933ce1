package dev.approvalgate.journeys.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.slack.AppAnswer;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The steps by which a person links their accounts, from the command to the confirmation. */
public final class Linking {

    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final Scene scene;

    /** Links in a scene. */
    public Linking(Scene scene) {
        this.scene = scene;
    }

    /** Types {@code /gate} and something. {@return what the person reads, which nobody else does} */
    public String type(String slackUser, String text) {
        return Shown.text(command(slackUser, text));
    }

    private JsonNode command(String slackUser, String text) {
        AppAnswer answer = scene.slack().command(slackUser, SlackWorkspace.DEPLOYMENTS, "/gate", text);
        assertThat(answer.problem()).as(answer.body()).isEmpty();
        List<SlackMessage> told = scene.slack().ephemerals(slackUser);
        return told.get(told.size() - 1).blocks();
    }

    /** Types {@code /gate link}. {@return the address of the page} */
    public URI begin(String slackUser) {
        return URI.create(command(slackUser, "link").findValue("url").textValue());
    }

    /** Opens the page. {@return the step that it leads to} */
    public Reply open(Visitor browser, URI address) {
        return browser.get(Visitor.location(browser.get(address)));
    }

    /** Signs in with GitHub. {@return where GitHub sends the browser} */
    public URI signIn(Visitor browser, Reply page, Account who) {
        Reply chooser = browser.get(URI.create(Visitor.found("href=\"([^\"]+/login/oauth/authorize[^\"]+)\"", page)));
        assertThat(chooser.body()).contains(who.login());
        var form = new HashMap<>(hidden(chooser));
        form.put("account", String.valueOf(who.id()));
        return Visitor.location(browser.post(scene.github().base().resolve("/login/oauth/authorize"), form));
    }

    /** From the command to the page that names both accounts. */
    public Reply proven(Visitor browser, String slackUser, Account who) {
        URI back = signIn(browser, open(browser, begin(slackUser)), who);
        return browser.get(Visitor.location(browser.get(back)));
    }

    /** Presses a button of the page. */
    public Reply answer(Visitor browser, Reply page, String answer) {
        return browser.post(scene.url("/link"), form(page, answer));
    }

    /** {@return what the page's form sends} */
    public Map<String, String> form(Reply page, String answer) {
        var form = new HashMap<>(hidden(page));
        form.put("answer", answer);
        return form;
    }

    /** From the command to the link. */
    public void link(String slackUser, Account who) {
        var browser = new Visitor();
        Reply done = answer(browser, proven(browser, slackUser, who), "link");
        assertThat(done.status()).as(done.body()).isEqualTo(200);
    }

    /** Waits until somebody was told a text in private. */
    public void waitForPrivateAnswer(String slackUser, String text) {
        Scene.eventually()
                .untilAsserted(() -> assertThat(scene.slack().ephemerals(slackUser))
                        .extracting(message -> Shown.text(message.blocks()))
                        .anySatisfy(answer -> assertThat(answer).containsIgnoringCase(text)));
    }

    /** Waits until somebody has read a text in the conversation that they have with the app. */
    public void waitForMessageTo(String slackUser, String text) {
        Scene.eventually()
                .untilAsserted(() -> assertThat(messagesTo(slackUser))
                        .extracting(SlackMessage::text)
                        .anySatisfy(message -> assertThat(message).contains(text)));
    }

    /** {@return what somebody has read in the conversation that they have with the app} */
    public List<SlackMessage> messagesTo(String slackUser) {
        return scene.slack().workspace().channels().stream()
                .filter(channel -> slackUser.equals(channel.directWith()))
                .flatMap(channel -> scene.slack().messages(channel.id()).stream())
                .toList();
    }

    private static Map<String, String> hidden(Reply page) {
        var fields = new HashMap<String, String>();
        HIDDEN.matcher(page.body())
                .results()
                .forEach(field -> fields.put(field.group(1), Visitor.unescaped(field.group(2))));
        return fields;
    }
}
