package dev.approvalgate.server.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.server.loopback.LoopbackServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A loopback stand-in for Slack that speaks its wire: the Web API under {@link #apiBase()}, signed interactions and
 * Socket Mode. Faults are injected through {@link #server()}. The page that shows the conversation is the sandbox's.
 *
 * <p>The methods that act for a person return once the app has answered, or Slack's patience has run out. They throw
 * {@link NoSuchElementException} where the person would not see what they are to act on.
 */
public final class SlackStandIn implements AutoCloseable {
    private final LoopbackServer server;
    private final Changes changes = new Changes();
    private final SlackWorkspace workspace;
    private final MessageStore messages;
    private final ViewStore views;
    private final SocketHub sockets;
    private final Outbox outbox;
    private final People people;

    private SlackStandIn(StandInSetup setup) {
        workspace = setup.workspace();
        server = LoopbackServer.start(setup.port());
        Timestamps timestamps = new Timestamps(setup.clock());
        Content content = new Content();
        String base = server.base().toString();
        messages = new MessageStore(timestamps, changes);
        views = new ViewStore(workspace, changes);
        sockets = new SocketHub(workspace.app().appId(), setup.patience());
        Triggers triggers = new Triggers(setup.clock());
        ResponseUrls responseUrls = new ResponseUrls(workspace, messages, content, setup.clock(), base);
        outbox = new Outbox(workspace.app(), setup.clock(), new HttpDelivery(setup.patience()), sockets);
        Payloads payloads = new Payloads(workspace, triggers, responseUrls, timestamps);
        people = new People(workspace, messages, views, payloads, outbox, content, responseUrls);
        WebApi api = new WebApi(workspace)
                .add(new ChatMethods(workspace, messages, content, setup.clock(), base).methods())
                .add(new ConversationMethods(workspace, messages, changes).methods())
                .add(new TeamMethods(workspace, base).methods())
                .add(new ViewMethods(views, triggers, content).methods())
                .add(sockets.methods());
        sockets.start();
        server.route("POST", "/api/{method}", api::answer);
        server.route("GET", "/api/{method}", api::answer);
        server.route("POST", "/actions/{team}/{key}", responseUrls::serve);
    }

    /** Starts a stand-in. Point the app to it with {@link #target}, or let it connect by Socket Mode. */
    public static SlackStandIn start(StandInSetup setup) {
        return new SlackStandIn(setup);
    }

    /** The server's address, without a slash at its end. */
    public URI base() {
        return server.base();
    }

    /** What replaces {@code https://slack.com/api/}; ends with a slash. */
    public URI apiBase() {
        return server.base().resolve("/api/");
    }

    /** The HTTP server: its journal, and interceptors that inject 429, 5xx and dropped connections. */
    public LoopbackServer server() {
        return server;
    }

    /** Who and what is in the workspace; may be changed while the stand-in runs. */
    public SlackWorkspace workspace() {
        return workspace;
    }

    /** Counts what changed in messages and modals. */
    public Changes changes() {
        return changes;
    }

    /** Sets the app's request URLs for interactions and slash commands. */
    public void target(URI interactivityUrl, URI commandsUrl) {
        outbox.target(interactivityUrl, commandsUrl);
    }

    /** The messages and replies that everybody in a conversation sees, oldest first. */
    public List<SlackMessage> messages(String channel) {
        return messages.where(
                message -> !message.ephemeral() && message.channel().equals(channel));
    }

    /** A message and its replies, oldest first. */
    public List<SlackMessage> thread(String ts) {
        return messages.where(
                message -> message.ts().equals(ts) || message.thread().equals(Optional.of(ts)));
    }

    /** The messages that only this person sees, oldest first. */
    public List<SlackMessage> ephemerals(String user) {
        return messages.where(message -> user.equals(message.visibleTo()));
    }

    /** The modal that a person sees, if any. */
    public Optional<OpenView> openView(String user) {
        return views.top(user);
    }

    /** Clicks a button of a message, and accepts the confirmation dialog if it has one. */
    public AppAnswer click(String user, String messageTs, String actionId) {
        return people.act(user, messageTs, actionId, null);
    }

    /** Chooses an option of a menu in a message, by the option's value. */
    public AppAnswer choose(String user, String messageTs, String actionId, String option) {
        return people.act(user, messageTs, actionId, option);
    }

    /** Dismisses a message that only this person sees; without effect where there is none. */
    public void dismiss(String user, String ts) {
        messages.find(ts).filter(message -> user.equals(message.visibleTo())).ifPresent(messages::delete);
    }

    /**
     * Acts on an element of the open modal.
     *
     * @param option the chosen option's value; null for a button
     * @param values what is entered by then, as for {@link #submitView}
     */
    public AppAnswer actInView(String user, String actionId, @Nullable String option, Map<String, String> values) {
        return people.actInView(user, actionId, option, values);
    }

    /** Clicks a button of the open modal. */
    public AppAnswer clickInView(String user, String actionId) {
        return people.actInView(user, actionId, null, Map.of());
    }

    /**
     * Submits the open modal.
     *
     * @param values by action id or block id: a text, or the values of chosen options separated by commas
     * @throws IllegalArgumentException where Slack's client would not let the person submit
     */
    public AppAnswer submitView(String user, Map<String, String> values) {
        return people.submit(user, values);
    }

    /** Closes the open modal; the app is told only where it asked to be. */
    public AppAnswer closeView(String user) {
        return people.close(user);
    }

    /** Types a slash command, such as {@code /approvals}. */
    public AppAnswer command(String user, String channel, String command, String text) {
        return people.command(user, channel, command, text);
    }

    /** Sends the latest interaction again, byte for byte, under its old timestamp and signature. */
    public AppAnswer replayLastInteraction() {
        return outbox.replay();
    }

    /** A copy of the latest interaction's payload, for tests that change and {@link #deliver} it. */
    public Optional<ObjectNode> lastPayload() {
        return outbox.latest().map(envelope -> envelope.payload().deepCopy());
    }

    /** Signs and sends any payload, as only Slack itself could. */
    public AppAnswer deliver(ObjectNode payload) {
        return outbox.send(Envelope.interaction(payload));
    }

    /** Posts a body to the interactivity URL under any timestamp and signature, as an attacker could. */
    public AppAnswer sendRaw(String body, String timestamp, String signature) {
        return outbox.raw(body, timestamp, signature);
    }

    /** The right signature of a body at a time given in seconds since the epoch. */
    public String sign(String timestamp, String body) {
        return Signatures.sign(workspace.app().signingSecret(), timestamp, body);
    }

    /** How many Socket Mode connections are open. */
    public int socketConnections() {
        return sockets.count();
    }

    /** Announces on all sockets that they are about to end, for a reason such as {@code refresh_requested}. */
    public void announceDisconnect(String reason) {
        sockets.disconnect(reason);
    }

    /** Cuts all sockets without a word. */
    public void cutSockets() {
        sockets.cut();
    }

    /** Stops API, page and sockets. */
    @Override
    public void close() {
        sockets.close();
        server.close();
    }
}
