package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.config.SlackSettings;
import dev.approvalgate.adapter.github.GitHubChangeSource;
import dev.approvalgate.adapter.github.GitHubCheckChannel;
import dev.approvalgate.adapter.github.GitHubDecisionSink;
import dev.approvalgate.adapter.github.GitHubDirectory;
import dev.approvalgate.adapter.github.GitHubHttp;
import dev.approvalgate.adapter.github.GitHubNames;
import dev.approvalgate.adapter.github.InstallationTokens;
import dev.approvalgate.adapter.github.RunAddress;
import dev.approvalgate.adapter.slack.SlackApi;
import dev.approvalgate.adapter.slack.SlackDirectory;
import dev.approvalgate.adapter.slack.SlackMessenger;
import dev.approvalgate.adapter.slack.SlackNames;
import dev.approvalgate.adapter.slack.SlackReviewChannel;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.gate.port.AccountNames;
import dev.approvalgate.gate.port.ChangeSource;
import dev.approvalgate.gate.port.DecisionSink;
import dev.approvalgate.gate.port.Directory;
import dev.approvalgate.gate.port.HostTokens;
import dev.approvalgate.gate.port.Messenger;
import dev.approvalgate.gate.port.ReviewChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The systems that the gate speaks with.
 *
 * @param slack Slack, or {@code null} where it is not used
 * @param github GitHub, or {@code null} where it is not used
 */
record Outside(@Nullable SlackApi slack, @Nullable GitHubHttp github) {

    /** Prepares the connections; nothing is sent yet. */
    static Outside of(GateSettings settings, Clock clock, Resources resources) {
        SlackSettings slack = settings.slack();
        GithubSettings github = settings.github();
        return new Outside(
                slack == null
                        ? null
                        : resources.add("the connection to Slack", new SlackApi(Conversions.slack(slack), clock)),
                github == null ? null : new GitHubHttp(Conversions.github(github), clock));
    }

    Directory directory() {
        var directories = new EnumMap<AccountKind, Directory>(AccountKind.class);
        if (slack != null) {
            directories.put(AccountKind.SLACK, new SlackDirectory(slack));
        }
        if (github != null) {
            directories.put(AccountKind.GITHUB, new GitHubDirectory(github));
        }
        return new Directories(directories);
    }

    AccountNames names() {
        var names = new EnumMap<AccountKind, AccountNames>(AccountKind.class);
        if (slack != null) {
            names.put(AccountKind.SLACK, new SlackNames(slack));
        }
        if (github != null) {
            names.put(AccountKind.GITHUB, new GitHubNames(github));
        }
        return account -> Optional.ofNullable(names.get(account.kind())).flatMap(known -> known.nameOf(account));
    }

    List<Messenger> messengers() {
        return slack == null ? List.of() : List.of(new SlackMessenger(slack));
    }

    ChangeSource changes() {
        if (github == null) {
            return new ChangeSources(Map.of());
        }
        var source = new GitHubChangeSource(github);
        return new ChangeSources(Map.of(RunAddress.KIND, source, HostRef.API, source));
    }

    List<ReviewChannel> channels() {
        var channels = new ArrayList<ReviewChannel>();
        if (slack != null) {
            channels.add(new SlackReviewChannel(slack));
        }
        if (github != null && github.settings().checkRuns()) {
            channels.add(new GitHubCheckChannel(github));
        }
        return channels;
    }

    @Nullable
    HostTokens hostTokens() {
        return github == null ? null : new InstallationTokens(github);
    }

    List<DecisionSink> sinks() {
        return github == null ? List.of() : List.of(new GitHubDecisionSink(github));
    }
}
