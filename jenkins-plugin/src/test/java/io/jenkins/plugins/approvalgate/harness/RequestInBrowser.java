package io.jenkins.plugins.approvalgate.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.htmlunit.Page;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.jvnet.hudson.test.JenkinsRule;

/** The page of one request, as people see it in a browser of their own. */
final class RequestInBrowser {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final JenkinsRule jenkins;
    private final String id;

    RequestInBrowser(JenkinsRule jenkins, String id) {
        this.jenkins = jenkins;
        this.id = id;
    }

    /** {@return the request's id} */
    String id() {
        return id;
    }

    /** Has somebody approve. */
    void approve(String user) throws Exception {
        assertThat(press(user, "Approve", "").getStatusCode()).isEqualTo(200);
    }

    /** Has somebody reject. */
    void reject(String user, String reason) throws Exception {
        assertThat(press(user, "Reject", reason).getStatusCode()).isEqualTo(200);
    }

    /** Signs in and presses a button. {@return the answer} */
    WebResponse press(String user, String label, String reason) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.setThrowExceptionOnFailingStatusCode(false);
            browser.login(user, user);
            HtmlForm form = await("a form")
                    .atMost(PATIENCE)
                    .until(() -> browser.goTo("approvals/" + id).getFormByName("vote"), RequestInBrowser::isShown);
            form.getTextAreaByName("reason").setText(reason);
            HtmlButton button = form.getFirstByXPath(".//button[normalize-space() = '" + label + "']");
            Page answer = button.click();
            return answer.getWebResponse();
        }
    }

    /** {@return what the page says to somebody} */
    String text(String user) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            return browser.login(user, user).goTo("approvals/" + id).asNormalizedText();
        }
    }

    /** A vote names what was shown, which the gate knows once it has put the request there. */
    private static boolean isShown(HtmlForm form) {
        return !form.getInputByName("shown").getValue().isEmpty();
    }
}
