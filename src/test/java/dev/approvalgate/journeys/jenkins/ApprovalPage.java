package dev.approvalgate.journeys.jenkins;

import static org.awaitility.Awaitility.await;

import dev.approvalgate.journeys.world.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request's page in Jenkins, as one user sees it. */
final class ApprovalPage {

    private static final Pattern FIELD = Pattern.compile("<input[^>]*\\sname=\"(digest|shown|click)\"[^>]*>");
    private static final Pattern VALUE = Pattern.compile("\\svalue=\"([^\"]*)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JenkinsClient user;
    private final String path;

    ApprovalPage(JenkinsClient user, String request) {
        this.user = user;
        this.path = "approvals/" + request + "/";
    }

    /** Presses "Approve". {@return the answer} */
    Reply approve() {
        return send("approve", "");
    }

    /** Presses "Reject". {@return the answer} */
    Reply reject(String reason) {
        return send("reject", reason);
    }

    /** {@return the page as it is now} */
    String text() {
        return user.get(path).body();
    }

    private Reply send(String button, String reason) {
        Map<String, String> form = new HashMap<>(await("a form")
                .atMost(PATIENCE)
                .until(
                        () -> fields(text()),
                        fields -> !fields.getOrDefault("shown", "").isEmpty()));
        form.put("reason", reason);
        return user.submit(path + button, form);
    }

    private static Map<String, String> fields(String page) {
        var fields = new HashMap<String, String>();
        FIELD.matcher(page).results().forEach(input -> {
            Matcher value = VALUE.matcher(input.group());
            if (value.find()) {
                fields.put(input.group(1), value.group(1));
            }
        });
        return fields;
    }
}
