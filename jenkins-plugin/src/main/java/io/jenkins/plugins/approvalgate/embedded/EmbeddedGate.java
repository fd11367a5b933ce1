package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.config.PolicyWatch;
import dev.approvalgate.adapter.jwt.JwtTokenIssuer;
import dev.approvalgate.adapter.jwt.KeySources;
import dev.approvalgate.adapter.jwt.KeyWork;
import dev.approvalgate.adapter.jwt.OwnLoader;
import dev.approvalgate.adapter.jwt.SigningAlgorithm;
import dev.approvalgate.adapter.jwt.SigningKeys;
import dev.approvalgate.adapter.slack.SlackApi;
import dev.approvalgate.adapter.slack.SlackConnection;
import dev.approvalgate.adapter.slack.SlackDirectory;
import dev.approvalgate.adapter.slack.SlackReviewChannel;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.adapter.vault.AesKeyVault;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.token.KeyRotation;
import dev.approvalgate.gate.Gate;
import dev.approvalgate.gate.PolicyLog;
import dev.approvalgate.gate.Ports;
import dev.approvalgate.gate.RecordedPolicies;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.SweepObserver;
import dev.approvalgate.gate.link.LocalLinking;
import dev.approvalgate.gate.link.StoredLinks;
import dev.approvalgate.gate.port.Directory;
import dev.approvalgate.gate.port.PolicySource;
import dev.approvalgate.gate.port.RequestIndex;
import dev.approvalgate.gate.port.ReviewChannel;
import dev.approvalgate.gate.port.TokenIssuer;
import dev.approvalgate.gate.token.HostGrants;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkLoop;
import dev.approvalgate.gate.work.WorkObserver;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.requests.PipelineRequests;
import io.jenkins.plugins.approvalgate.requests.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gate that runs inside the controller. It guards against whoever writes pipelines, not against whoever administers the controller:
 * they can read its keys and run scripts in it.
 */
public final class EmbeddedGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedGate.class);
    private static final int WORKERS = 2;
    private static final Duration LINK_DELAY = Duration.ofHours(24);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final EmbeddedSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private @Nullable SlackLink slack;
    private @Nullable Parts parts;

    /** What others use of a gate that runs. */
    private record Parts(
            Gate gate, RequestIndex index, PolicyWatch policies, TokenIssuer tokens, EmbeddedRequests requests) {}

    private EmbeddedGate(EmbeddedSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * {@return a gate that runs: as a whole or not at all}
     *
     * @throws GateException with {@code configuration_invalid}, {@code policy_unreadable} or {@code store_failed}
     */
    public static EmbeddedGate start(EmbeddedSettings settings, Clock clock) {
        var gate = new EmbeddedGate(settings, clock);
        try {
            Files.createDirectories(settings.home());
            // Other libraries than that for JWT look for their parts in the same way.
            return OwnLoader.call(() -> {
                gate.assemble();
                return gate;
            });
        } catch (IOException e) {
            throw new GateException(ReasonCode.STORE_FAILED, settings.home() + " cannot be made: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            gate.close();
            throw e;
        }
    }

    private void assemble() {
        var vault = new AesKeyVault(GateKeyFile.in(settings.home(), random), random);
        BiFunction<String, Policy.Origin, Policy> reader = (text, origin) ->
                OwnUsers.checked(PolicyFile.parse(text, origin, new CelConditions()), settings.realm());
        var watch = closing(new PolicyWatch(settings.policy(), reader, EmbeddedGate::origin));
        var store = closing(SqliteStore.open(settings.home().resolve("gate.db"), clock, random));
        PolicySource policies = new RecordedPolicies(watch, store.events(), reader);
        var policyLog = new PolicyLog(store.events(), (before, after) -> "both texts are recorded", clock);
        policyLog.record(watch.get());
        SigningKeys keys = SigningKeys.open(
                new KeySources(store.events(), store.signingKeys(), vault, clock, random), KeyRotation.USUAL, null);
        require(keys, watch.get());
        var issuer = new JwtTokenIssuer(settings.publicUrl(), SigningAlgorithm.ES256, keys);
        issuer.warmUp();
        store.work().add(KeyWork.look(clock.instant()));
        SlackConnection connection = settings.slack();
        SlackApi api = connection == null ? null : closing(new SlackApi(connection, clock));
        Directory directory =
                new AllDirectories(api == null ? null : new SlackDirectory(api), new JenkinsUsers(settings.realm()));
        var links = new StoredLinks(store.events());
        var gate = new Gate(new Ports(
                store.events(),
                store.index(),
                store.work(),
                policies,
                directory,
                links,
                new JenkinsChanges(settings.realm()),
                channels(api),
                List.of(new BuildSink()),
                issuer,
                new HostGrants(null, store.hostTokens(), vault, store.work(), clock),
                clock,
                random));
        var handlers = new ArrayList<WorkHandler>(gate.handlers());
        handlers.add(new KeyWork(keys, store.work(), clock));
        handlers.add(gate.tokenSweep(store.tokens(), SweepObserver.NONE));
        if (api != null && connection != null) {
            var linking = new LocalLinking(store.events(), links, policies, directory, LINK_DELAY, clock, random);
            slack = closing(new SlackLink(connection, api, gate.reviews(), policies, linking, store, clock, random));
            handlers.add(slack.handler());
        }
        var loop = closing(new WorkLoop(store.work(), handlers, clock, random, WORKERS, WorkObserver.NONE));
        store.events().onCommit((stream, at) -> loop.wake());
        loop.start();
        gate.sweepNow();
        watch.start(
                policy -> {
                    policyLog.record(policy);
                    require(keys, policy);
                },
                gate::sweepNow);
        if (slack != null) {
            slack.start();
        }
        var identities = new BuildIdentities(settings.publicUrl().toString(), settings.realm());
        parts = new Parts(
                gate,
                store.index(),
                watch,
                issuer,
                new EmbeddedRequests(gate.requests(), gate.reviews(), identities, clock));
    }

    private static Policy.Origin origin(Path file, byte[] text) {
        return Policy.Origin.file(file.toString());
    }

    private static void require(SigningKeys keys, Policy policy) {
        keys.require(Stream.concat(
                        Stream.of(SigningAlgorithm.ES256.name()),
                        policy.rules().stream()
                                .map(rule -> rule.token().algorithm())
                                .flatMap(Stream::ofNullable))
                .distinct()
                .toList());
    }

    private List<ReviewChannel> channels(@Nullable SlackApi api) {
        var channels = new ArrayList<ReviewChannel>();
        channels.add(new PanelChannel(settings.publicUrl()));
        if (api != null) {
            channels.add(new SlackReviewChannel(api));
        }
        return channels;
    }

    private <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    private Parts parts() {
        if (parts == null) {
            throw new GateException(ReasonCode.SHUTTING_DOWN, "the gate does not run");
        }
        return parts;
    }

    /** {@return what builds ask} */
    public PipelineRequests requests() {
        return parts().requests();
    }

    /** {@return what reviewers do} */
    public Reviews reviews() {
        return parts().gate().reviews();
    }

    /** {@return how a request stands now, as its build is told; quick} */
    public Standing standing(ReviewView view) {
        return parts().requests().standing(view);
    }

    /** {@return id of the step that asked first, in the flow graph of its build} */
    public static String block(ReviewView view) {
        return view.ask().host().attributes().getOrDefault(EmbeddedRequests.BLOCK, "");
    }

    /** {@return requests of this controller's builds that wait, newest first} */
    public List<RequestId> waiting() {
        return parts().index().pendingOf(settings.publicUrl().toString());
    }

    /** {@return what a build asked, settled or not} */
    public List<RequestId> ofBuild(BuildName build) {
        return parts().index().allOfRun(settings.publicUrl().toString(), build.job(), build.run());
    }

    /** {@return the published keys, as a JWK Set} */
    public String jwks() {
        return parts().tokens().jwks();
    }

    /** {@return the realm of the controller's users in the policy} */
    public String realm() {
        return settings.realm();
    }

    /** {@return how Slack reaches the gate; empty where it is not used} */
    public Optional<SlackLink> slack() {
        return Optional.ofNullable(slack);
    }

    /** {@return why the policy file as it is now is not in force; empty where it is} */
    public Optional<String> policyFault() {
        return parts().policies().fault();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.error("a part of the gate did not close properly", e);
            }
        }
    }
}
