package dev.approvalgate.server.sandbox.slack;

import dev.approvalgate.server.sandbox.slack.SlackChannel.Kind;
import dev.approvalgate.server.sandbox.slack.SlackUser.Flag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The pretended workspace: its team, accounts, conversations and user groups. Safe for use by several threads. */
public final class SlackWorkspace {
    /** The author of the changes. */
    public static final String AUTHOR = "U0AUTHOR001";
    /** The first of two approvers. */
    public static final String APPROVER_1 = "U0APPROVER1";
    /** The second of two approvers. */
    public static final String APPROVER_2 = "U0APPROVER2";
    /** Whoever is on call. */
    public static final String ON_CALL = "U0ONCALL001";
    /** A multi-channel guest. */
    public static final String GUEST = "U0GUEST0001";
    /** An account of another app. */
    public static final String OTHER_BOT = "U0OTHERBOT1";
    /** The channel that requests are posted to. */
    public static final String DEPLOYMENTS = "C0DEPLOY001";
    /** A second channel. */
    public static final String INCIDENTS = "C0INCIDENT1";
    /** A channel shared with another company. */
    public static final String PARTNERS = "C0PARTNERS1";

    private final String teamId;
    private final String name;
    private final SlackApp app;
    private final Map<String, SlackUser> users = new LinkedHashMap<>();
    private final Map<String, SlackChannel> channels = new LinkedHashMap<>();
    private final Map<String, String> emails = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> groups = new ConcurrentHashMap<>();

    /** A workspace without people. */
    public SlackWorkspace(String teamId, String name, SlackApp app) {
        this.teamId = teamId;
        this.name = name;
        this.app = app;
        put(SlackUser.member(app.botUserId(), "approval-gate", app.name(), teamId)
                .with(Flag.IS_BOT));
    }

    /** A workspace of people named by their role, a guest, another bot and three channels. */
    public static SlackWorkspace withRoles(SlackApp app) {
        SlackWorkspace made = new SlackWorkspace("T0SANDBOX01", "Sandbox", app);
        made.put(made.role(AUTHOR, "author", "Author"));
        made.put(made.role(APPROVER_1, "approver-1", "Approver 1"));
        made.put(made.role(APPROVER_2, "approver-2", "Approver 2"));
        made.put(made.role(ON_CALL, "on-call", "On-call"));
        made.put(made.role(GUEST, "guest", "Guest").with(Flag.IS_RESTRICTED));
        made.put(made.role(OTHER_BOT, "other-bot", "Other bot").with(Flag.IS_BOT));
        made.put(SlackChannel.of(DEPLOYMENTS, "deployments", Kind.PUBLIC).with(app.botUserId()));
        made.put(SlackChannel.of(INCIDENTS, "incidents", Kind.PUBLIC));
        made.put(SlackChannel.of(PARTNERS, "partners", Kind.EXTERNALLY_SHARED).with(app.botUserId()));
        return made;
    }

    private SlackUser role(String id, String handle, String shown) {
        return SlackUser.member(id, handle, shown, teamId);
    }

    /** {@code T…}. */
    public String teamId() {
        return teamId;
    }

    /** The name that Slack shows. */
    public String name() {
        return name;
    }

    /** The installed app. */
    public SlackApp app() {
        return app;
    }

    /** Adds an account, or replaces the one with its id. */
    public synchronized void put(SlackUser user) {
        users.put(user.id(), user);
    }

    /** Adds a conversation, or replaces the one with its id. */
    public synchronized void put(SlackChannel channel) {
        channels.put(channel.id(), channel);
    }

    /** Sets the e-mail address in a profile, which its bearer may change at will. */
    public void email(String userId, String address) {
        emails.put(userId, address);
    }

    Optional<String> email(String userId) {
        return Optional.ofNullable(emails.get(userId));
    }

    /** Sets who belongs to a user group ({@code S…}). */
    public void group(String id, Set<String> members) {
        groups.put(id, Set.copyOf(members));
    }

    /** The account with an id. */
    public synchronized Optional<SlackUser> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    /** The conversation with an id. */
    public synchronized Optional<SlackChannel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** All accounts in the order they were added. */
    public synchronized List<SlackUser> users() {
        return List.copyOf(users.values());
    }

    /** All conversations in the order they were added. */
    public synchronized List<SlackChannel> channels() {
        return List.copyOf(channels.values());
    }

    /** The members of a user group, by group id. */
    public Map<String, Set<String>> groups() {
        return new TreeMap<>(groups);
    }

    /** The app's direct conversation with a person; opened on first use. */
    synchronized SlackChannel direct(SlackUser person) {
        for (SlackChannel channel : channels.values()) {
            if (person.id().equals(channel.directWith())) {
                return channel;
            }
        }
        Set<String> members = Set.of(person.id(), app.botUserId());
        SlackChannel made =
                new SlackChannel("D0" + person.id().substring(2), person.name(), Kind.DIRECT, members, person.id());
        channels.put(made.id(), made);
        return made;
    }
}
