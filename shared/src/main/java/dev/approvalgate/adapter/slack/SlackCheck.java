package dev.approvalgate.adapter.slack;

import com.slack.api.model.Conversation;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks whether Slack is set up so that requests can be shown and answered. Changes nothing in Slack. */
public final class SlackCheck {

    private final SlackApi api;

    /** Looks through a connection. */
    public SlackCheck(SlackApi api) {
        this.api = api;
    }

    /**
     * One thing that was looked at.
     *
     * @param what in a few words
     * @param ok whether it is as it should be
     * @param detail what was seen, and where it is not as it should be, how to mend it
     */
    public record Finding(String what, boolean ok, String detail) {}

    private interface Look {
        Finding look();
    }

    /**
     * {@return what was found, in the order in which it is worth mending}
     *
     * @param channels ids of the channels that the policy names
     */
    public List<Finding> run(Collection<String> channels) {
        var findings = new ArrayList<Finding>();
        Finding token = looked("Slack bot token", this::token);
        findings.add(token);
        if (!token.ok()) {
            return findings;
        }
        workspace().ifPresent(findings::add);
        findings.add(looked("Slack scopes", this::scopes));
        for (String channel : new TreeSet<>(channels)) {
            findings.add(looked("Slack channel " + channel, () -> channel(channel)));
        }
        Secret appToken = api.connection().appToken();
        if (appToken != null) {
            findings.add(looked("Slack app-level token", () -> {
                // The address that this yields is never connected to, and lapses.
                SocketAddress.check(api.openSocket(appToken), api.connection().apiUrl());
                return new Finding("Slack app-level token", true, "socket mode is available");
            }));
        }
        return findings;
    }

    private static Finding looked(String what, Look look) {
        try {
            return look.look();
        } catch (GateException e) {
            return new Finding(what, false, String.valueOf(e.getMessage()));
        }
    }

    private Finding token() {
        SlackApi.Self self = api.self();
        return new Finding("Slack bot token", true, "is user " + self.user() + " of team " + self.team());
    }

    /** Links to messages would lead nowhere. */
    private Optional<Finding> workspace() {
        String written = api.connection().workspaceUrl().toString().replaceAll("/+$", "");
        String theirs = String.valueOf(api.self().url()).replaceAll("/+$", "");
        return theirs.equals(written)
                ? Optional.empty()
                : Optional.of(new Finding(
                        "Slack workspace",
                        false,
                        "slack.workspace_url is " + written + ", but Slack says " + theirs + "; write that"));
    }

    private Finding scopes() {
        var answer = api.call("auth.test", client -> client.authTest(request -> request));
        Set<String> granted = granted(answer.getHttpResponseHeaders());
        var missing = new TreeSet<>(SlackManifest.SCOPES);
        missing.removeAll(granted);
        return missing.isEmpty()
                ? new Finding("Slack scopes", true, "all of " + String.join(", ", SlackManifest.SCOPES))
                : new Finding(
                        "Slack scopes",
                        false,
                        "missing " + String.join(", ", missing)
                                + "; add them under OAuth & Permissions and install the app again");
    }

    private static Set<String> granted(@Nullable Map<String, List<String>> headers) {
        return headers == null
                ? Set.of()
                : headers.entrySet().stream()
                        .filter(header -> "x-oauth-scopes".equalsIgnoreCase(header.getKey()))
                        .flatMap(header -> header.getValue().stream())
                        .flatMap(value -> List.of(value.split("[ ,]+")).stream())
                        .collect(Collectors.toSet());
    }

    private Finding channel(String id) {
        String what = "Slack channel " + id;
        Conversation found = api.call(
                        "conversations.info", client -> client.conversationsInfo(request -> request.channel(id)))
                .getChannel();
        if (found == null) {
            return new Finding(what, false, "Slack does not describe it; check the id in the policy");
        }
        if (found.isExtShared() || found.isPendingExtShared()) {
            return new Finding(
                    what, false, "it is shared with another company (Slack Connect); name a channel of your own");
        }
        if (found.isArchived()) {
            return new Finding(what, false, "it is archived; unarchive it or name another in the policy");
        }
        return found.isMember()
                ? new Finding(what, true, "the app is a member")
                : new Finding(what, false, "the app is not a member; invite it there (/invite)");
    }
}
