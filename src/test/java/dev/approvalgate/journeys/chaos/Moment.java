package dev.approvalgate.journeys.chaos;

import dev.approvalgate.server.loopback.Call;
import java.util.function.Predicate;

/** The moments of the main job at which something leaves the gate, and at which the process may die. */
enum Moment {
    /** GitHub's webhook was answered with 2xx, and nothing else was done yet. */
    WEBHOOK_ACKNOWLEDGED(
            Where.FRONT, call -> call.path().equals("/webhooks/github") && event(call, "deployment_protection_rule")),
    /** Slack's click was answered with 200, and nothing else was done yet. */
    CLICK_ACKNOWLEDGED(Where.FRONT, call -> call.path().equals("/slack/interactions")),
    /** The request's message is posted. */
    SLACK_POST(Where.SLACK, call -> call.path().endsWith("/chat.postMessage") && !inThread(call)),
    /** The message is brought up to date. */
    SLACK_UPDATE(Where.SLACK, call -> call.path().endsWith("/chat.update")),
    /** The details are put into the thread. */
    SLACK_DETAILS(Where.SLACK, call -> call.path().endsWith("/chat.postMessage") && inThread(call)),
    /** The run's page is told that the deployment waits. */
    GITHUB_STATUS(Where.GITHUB, call -> isAnswer(call) && !call.body().text().contains("\"state\"")),
    /** The check run is made. */
    CHECK_RUN_CREATE(
            Where.GITHUB, call -> call.method().equals("POST") && call.path().endsWith("/check-runs")),
    /** The check run is brought up to date. */
    CHECK_RUN_UPDATE(
            Where.GITHUB, call -> call.method().equals("PATCH") && call.path().contains("/check-runs/")),
    /** GitHub is told the decision. */
    GITHUB_ANSWER(Where.GITHUB, call -> isAnswer(call) && call.body().text().contains("\"state\""));

    /** Whom the effect goes to. */
    enum Where {
        FRONT,
        SLACK,
        GITHUB
    }

    final Where where;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    final Predicate<Call> call;

    Moment(Where where, Predicate<Call> call) {
        this.where = where;
        this.call = call;
    }

    private static boolean isAnswer(Call call) {
        return call.method().equals("POST") && call.path().endsWith("/deployment_protection_rule");
    }

    private static boolean event(Call call, String name) {
        return call.header("X-GitHub-Event").filter(name::equals).isPresent();
    }

    private static boolean inThread(Call call) {
        return call.body().text().contains("thread_ts");
    }
}
