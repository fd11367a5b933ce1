package dev.approvalgate.server.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.adapter.slack.SlackActionHandler;
import dev.approvalgate.adapter.slack.SlackApi;
import dev.approvalgate.adapter.slack.SlackCommands;
import dev.approvalgate.adapter.slack.SlackConnection;
import dev.approvalgate.adapter.slack.SlackDirectory;
import dev.approvalgate.adapter.slack.SlackInteractions;
import dev.approvalgate.adapter.slack.SlackMessenger;
import dev.approvalgate.adapter.slack.SlackReply;
import dev.approvalgate.adapter.slack.SlackReviewChannel;
import dev.approvalgate.adapter.slack.SlackSignature;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.Gate;
import dev.approvalgate.gate.Opening;
import dev.approvalgate.gate.Ports;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.fake.Changes;
import dev.approvalgate.gate.fake.FakeChangeSource;
import dev.approvalgate.gate.fake.FakeHost;
import dev.approvalgate.gate.fake.FakeIdentity;
import dev.approvalgate.gate.fake.FakePolicySource;
import dev.approvalgate.gate.fake.FakeTokenIssuer;
import dev.approvalgate.gate.fake.MemoryStore;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.RecordingSink;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.link.LinkNotices;
import dev.approvalgate.gate.link.LinkWords;
import dev.approvalgate.gate.link.Linking;
import dev.approvalgate.gate.link.LocalLinking;
import dev.approvalgate.gate.link.StoredLinks;
import dev.approvalgate.gate.port.Directory;
import dev.approvalgate.gate.port.Directory.Freshness;
import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.port.LinkSource;
import dev.approvalgate.gate.work.Drain;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.LoopbackServer;
import dev.approvalgate.server.sandbox.slack.SlackApp;
import dev.approvalgate.server.sandbox.slack.SlackChannel;
import dev.approvalgate.server.sandbox.slack.SlackMessage;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackUser;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.slack.StandInSetup;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The core over fakes, with Slack's own wire between it and a stand-in for Slack. */
final class SlackWorld implements AutoCloseable {

    static final String LINK_PAGE = "https://gate.example.com/link/";
    static final String CHANNEL = PolicyBuilder.CHANNEL.address();

    final MutableClock clock = new MutableClock();
    final MemoryStore store = new MemoryStore(clock);
    final FakePolicySource policies;
    final FakeChangeSource changes = new FakeChangeSource(Changes.byAuthor());
    final RecordingSink host = new RecordingSink("github");
    final SlackApp app = SlackApp.fresh("Approval Gate");
    final SlackWorkspace workspace = new SlackWorkspace(Roles.TEAM, "Acme", app);
    final SlackStandIn slack =
            SlackStandIn.start(StandInSetup.of(workspace, clock).withPatience(Duration.ofSeconds(10)));
    final SlackApi api;
    final SlackReviewChannel channel;
    final SlackInteractions interactions;
    final Linking linking;
    final SlackCommands commands;
    final Gate gate;
    final LoopbackServer callbacks = LoopbackServer.start(0);
    volatile boolean inboxFails;
    Opening.Wishes wishes = new Opening.Wishes("payments", null, List.of(), Map.of(), List.of());
    Map<String, String> told = Map.of();

    private final Drain drain;

    SlackWorld() {
        this(PolicyBuilder.production());
    }

    SlackWorld(PolicyBuilder policy) {
        policies = new FakePolicySource(policy.build());
        for (Person person : Roles.ALL) {
            workspace.put(SlackUser.member(user(person), person.id().value(), person.name(), Roles.TEAM));
        }
        workspace.put(SlackChannel.of(CHANNEL, "deployments", SlackChannel.Kind.PUBLIC)
                .with(app.botUserId()));
        api = new SlackApi(connection(), clock);
        channel = new SlackReviewChannel(api);
        gate = new Gate(new Ports(
                store,
                store.index(),
                store.work(),
                policies,
                directory(),
                LinkSource.NONE,
                changes,
                List.of(channel),
                List.of(host),
                new FakeTokenIssuer(),
                new FakeHost(store.work(), clock).grants(),
                clock,
                new Random(1)));
        interactions = new SlackInteractions(api, gate.reviews(), inbox(), store.tickets(), clock, new SecureRandom());
        var links = new StoredLinks(store);
        linking = new LocalLinking(store, links, policies, directory(), Duration.ofHours(24), clock, new Random(2));
        commands = new SlackCommands(api, policies, linking, account -> LINK_PAGE + account.id());
        var handlers = new ArrayList<WorkHandler>(gate.handlers());
        handlers.add(new SlackActionHandler(api, gate.reviews(), store.inbox(), clock));
        handlers.add(new LinkNotices(
                links, List.of(new SlackMessenger(api)), new LinkWords(account -> Optional.of("octo <!channel>"))));
        drain = new Drain(store.work(), handlers, clock);
        callbacks.route("POST", "/slack/interactions", this::receive);
        slack.target(
                callbacks.base().resolve("/slack/interactions"),
                callbacks.base().resolve("/slack/commands"));
    }

    SlackConnection connection() {
        return new SlackConnection(
                Roles.TEAM,
                app.appId(),
                slack.base(),
                slack.apiBase(),
                Secret.of(app.botToken()),
                List.of(Secret.of("another"), Secret.of(app.signingSecret())),
                Secret.of(app.appToken()));
    }

    /** The store's inbox, which can be told to fail. */
    private Inbox inbox() {
        return new Inbox() {
            @Override
            public boolean accept(Message message, Work work) {
                if (inboxFails) {
                    throw new GateException(ReasonCode.STORE_FAILED, "the store was told to fail");
                }
                return store.inbox().accept(message, work);
            }

            @Override
            public Optional<Message> find(String source, String id) {
                return store.inbox().find(source, id);
            }

            @Override
            public void completed(String source, String id, Instant at) {
                store.inbox().completed(source, id, at);
            }

            @Override
            public boolean isCompleted(String source, String id) {
                return store.inbox().isCompleted(source, id);
            }
        };
    }

    private Directory directory() {
        var slackDirectory = new SlackDirectory(api);
        return new Directory() {
            @Override
            public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
                var standings = new HashMap<Account, AccountStanding>();
                for (Account account : accounts) {
                    standings.putAll(
                            account.kind() == AccountKind.SLACK
                                    ? slackDirectory.standings(List.of(account), freshness)
                                    : Map.of(account, AccountStanding.ACTIVE));
                }
                return standings;
            }

            @Override
            public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> groups, Freshness freshness) {
                return slackDirectory.members(groups, freshness);
            }

            @Override
            public Map<Account, String> names(Collection<Account> accounts) {
                return slackDirectory.names(accounts);
            }
        };
    }

    private Answer receive(Call call) {
        try {
            new SlackSignature(connection().signingSecrets(), clock)
                    .verify(
                            call.header("X-Slack-Request-Timestamp").orElse(null),
                            call.header("X-Slack-Signature").orElse(null),
                            call.body().bytes());
            SlackReply reply = interactions.handle(call.form().getOrDefault("payload", ""));
            return reply.json().isEmpty() ? Answer.empty(200) : Answer.json(200, reply.json());
        } catch (GateException e) {
            return switch (e.reason().kind()) {
                case UNAUTHENTICATED -> Answer.json(401, "{}");
                case UNAVAILABLE -> Answer.json(503, "{}");
                default -> Answer.json(400, "{}");
            };
        }
    }

    static String user(Person person) {
        return Roles.slack(person).id();
    }

    /** Asks, and shows the request. */
    RequestId open() {
        return open(FakeIdentity.deploy().telling(told));
    }

    /** Asks for another run of the same pipeline. */
    RequestId openAgain() {
        return open(FakeIdentity.deploy().run("1002", 1));
    }

    private RequestId open(FakeIdentity identity) {
        RequestId id = gate.requests()
                .open(new Opening(
                        identity.workload(),
                        new HostRef("github", Map.of()),
                        "deployment-1",
                        Roles.github(Roles.AUTHOR),
                        Action.DEPLOY,
                        FakeIdentity.PRODUCTION,
                        wishes));
        drain();
        return id;
    }

    int drain() {
        return drain.all();
    }

    ApprovalRequest request(RequestId id) {
        return gate.requests().find(id);
    }

    ReviewView view(RequestId id) {
        return gate.reviews().view(id);
    }

    /** The one message of the channel. */
    SlackMessage message() {
        List<SlackMessage> top = slack.messages(CHANNEL).stream()
                .filter(message -> message.thread().isEmpty())
                .toList();
        if (top.size() != 1) {
            throw new AssertionError("there are " + top.size() + " messages");
        }
        return top.get(0);
    }

    /** Everything that can be read in blocks, in order. */
    static String words(JsonNode blocks) {
        var words = new StringBuilder();
        collect(blocks, words);
        return words.toString();
    }

    /** Blocks end a word; the elements of one line do not. */
    private static void space(JsonNode node, StringBuilder words) {
        if (node.path("type").asText().equals("plain_text")) {
            words.append('\n');
        }
    }

    private static void collect(JsonNode node, StringBuilder words) {
        if (node.path("text").isTextual()) {
            words.append(node.path("text").asText());
            space(node, words);
        }
        if (node.path("fallback").isTextual()) {
            words.append(node.path("fallback").asText());
        }
        node.forEach(child -> collect(child, words));
        if (node.path("type").asText().startsWith("rich_text")) {
            words.append('\n');
        }
    }

    /** What one person was told privately, latest last. */
    List<String> whispers(Person person) {
        return slack.ephemerals(user(person)).stream().map(SlackMessage::text).toList();
    }

    void click(Person person, String action) {
        click(user(person), action);
    }

    void click(String user, String action) {
        press(user, message().ts(), action);
    }

    /** Clicks on the message of one request where there are several. */
    void clickOn(RequestId id, Person person, String action) {
        String ts = request(id).published().get(PolicyBuilder.CHANNEL);
        press(user(person), "" + ts, action);
    }

    private void press(String user, String ts, String action) {
        var answer = slack.click(user, ts, action);
        if (!answer.ok()) {
            throw new AssertionError(answer.problem());
        }
        drain();
    }

    Optional<String> lastWhisper(@Nullable Person person) {
        List<String> all = person == null ? List.of() : whispers(person);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    @Override
    public void close() {
        callbacks.close();
        api.close();
        slack.close();
    }
}
