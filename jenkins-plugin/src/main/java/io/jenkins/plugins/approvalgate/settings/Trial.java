package io.jenkins.plugins.approvalgate.settings;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.slack.SlackApi;
import dev.approvalgate.adapter.slack.SlackCheck;
import dev.approvalgate.adapter.slack.SlackConnection;
import dev.approvalgate.adapter.slack.SlackReviewChannel;
import dev.approvalgate.domain.approval.Assurance;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Rule;
import hudson.util.FormValidation;
import io.jenkins.plugins.approvalgate.embedded.EmbeddedSettings;
import io.jenkins.plugins.approvalgate.server.ServerRequests;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tries settings out before they are saved: reads the policy, and asks Slack. Changes nothing. */
public final class Trial {

    private Trial() {}

    /** {@return what was found, for the page} */
    public static FormValidation of(Settings settings) {
        try {
            if (settings.isServerMode()) {
                return server(settings);
            }
            EmbeddedSettings embedded = settings.embedded();
            Policy policy = PolicyFile.read(embedded.policy(), new CelConditions());
            var found = new ArrayList<FormValidation>();
            found.add(FormValidation.ok(
                    "Policy: " + count(policy.rules(), "rule") + ", " + count(policy.identities(), "pipeline")));
            List<String> beyond = policy.rules().stream()
                    .filter(rule -> rule.findings().assurance() == Assurance.SERVER)
                    .map(Rule::id)
                    .toList();
            if (!beyond.isEmpty()) {
                found.add(FormValidation.warning("Policy: only a server may decide what these rules are for, so this"
                        + " gate refuses it: " + String.join(", ", beyond)));
            }
            SlackConnection slack = embedded.slack();
            if (slack == null) {
                found.add(FormValidation.ok("Slack is not used: reviewers decide in Jenkins"));
            } else {
                found.addAll(ask(slack, policy));
            }
            return FormValidation.aggregate(found);
        } catch (GateException e) {
            return FormValidation.error(FieldNames.in(String.valueOf(e.getMessage())));
        }
    }

    private static String count(List<?> items, String what) {
        return items.size() + " " + what + (items.size() == 1 ? "" : "s");
    }

    private static FormValidation server(Settings settings) {
        try (ServerRequests server = settings.server(Clock.systemUTC())) {
            server.check();
            return FormValidation.ok("The server answers, and believes this controller");
        } catch (GateException e) {
            boolean unknown =
                    e.reason() == ReasonCode.TOKEN_KEY_UNKNOWN || e.reason() == ReasonCode.DIRECTORY_UNREADABLE;
            return FormValidation.error(e.getMessage() + " (" + e.reason().code() + ")"
                    + (unknown
                            ? ". Save first: this controller publishes its key at " + Settings.publicUrl()
                                    + " while a server is set, and the server looks twice a minute at most"
                            : ""));
        }
    }

    private static List<FormValidation> ask(SlackConnection connection, Policy policy) {
        try (SlackApi api = new SlackApi(connection, Clock.systemUTC())) {
            return new SlackCheck(api)
                    .run(channels(policy)).stream()
                            .map(found -> found.ok()
                                    ? FormValidation.ok(found.what() + ": " + found.detail())
                                    : FormValidation.error(found.what() + ": " + FieldNames.in(found.detail())))
                            .toList();
        }
    }

    private static Set<String> channels(Policy policy) {
        return policy.rules().stream()
                .flatMap(rule -> rule.routing().channels().stream())
                .filter(channel -> channel.kind().equals(SlackReviewChannel.KIND))
                .map(ChannelAddress::address)
                .collect(Collectors.toSet());
    }
}
