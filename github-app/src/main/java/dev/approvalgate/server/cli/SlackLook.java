package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.slack.SlackApi;
import dev.approvalgate.adapter.slack.SlackCheck;
import dev.approvalgate.adapter.slack.SlackReviewChannel;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.GateException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether Slack is set up for what the policy wants to show there. */
final class SlackLook {

    private SlackLook() {}

    static List<Finding> at(SlackApi api, Path policy) {
        return new SlackCheck(api)
                .run(channels(policy)).stream()
                        .map(found -> found.ok()
                                ? Finding.ok(found.what(), found.detail())
                                : Finding.fail(found.what(), found.detail()))
                        .toList();
    }

    /** A policy that cannot be read was reported by an earlier step; the rest of Slack is looked at all the same. */
    private static Set<String> channels(Path policy) {
        try {
            return PolicyFile.read(policy, new CelConditions()).rules().stream()
                    .flatMap(rule -> Stream.concat(
                            rule.routing().channels().stream(),
                            rule.routing().escalations().stream().flatMap(step -> step.channels().stream())))
                    .filter(channel -> channel.kind().equals(SlackReviewChannel.KIND))
                    .map(ChannelAddress::address)
                    .collect(Collectors.toSet());
        } catch (GateException e) {
            return Set.of();
        }
    }
}
