package dev.approvalgate.server.slack;

import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.BreakGlass;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What the tests of emergencies have in common: who may break glass, who reviews, and how that is done in Slack. */
final class Glass {

    private Glass() {}

    /** Two must approve; the first approver and the author may break glass, and those two and the second approver review. */
    static PolicyBuilder policy() {
        return PolicyBuilder.production()
                .count(2)
                .group("responders", Roles.APPROVER_1, Roles.AUTHOR)
                .group("auditors", Roles.APPROVER_1, Roles.APPROVER_2)
                .breakGlass(new BreakGlass(
                        Set.of("responders"), false, Duration.ofMinutes(5), Duration.ofDays(2), Set.of("auditors")));
    }

    /** Presses the button, says why, and has it dealt with. */
    static void breakGlass(SlackWorld world, Person person, String reason) {
        world.click(person, "break_glass");
        submit(world, person, reason);
    }

    /** Presses the button, says something or nothing, and has it dealt with. */
    static void review(SlackWorld world, Person person, String reason) {
        world.click(person, "review");
        submit(world, person, reason);
    }

    static void submit(SlackWorld world, Person person, String reason) {
        var answer = world.slack.submitView(SlackWorld.user(person), Map.of("reason", reason));
        if (!answer.ok()) {
            throw new AssertionError(answer.problem() + answer.errors());
        }
        world.drain();
    }

    /** {@return everything that can be read in the message} */
    static String words(SlackWorld world) {
        return SlackWorld.words(world.message().blocks());
    }

    /** {@return a request in which the first approver broke glass} */
    static RequestId broken(SlackWorld world) {
        RequestId id = world.open();
        breakGlass(world, Roles.APPROVER_1, "payments are down");
        return id;
    }
}
