package dev.approvalgate.server;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GateSettings.Listen;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.config.PolicyWatch;
import dev.approvalgate.adapter.jwt.DpopVerifier;
import dev.approvalgate.adapter.jwt.JwtTokenIssuer;
import dev.approvalgate.adapter.oidc.OidcVerifier;
import dev.approvalgate.adapter.store.SqliteStore;
import dev.approvalgate.adapter.store.ledger.LedgerExport;
import dev.approvalgate.adapter.vault.AesKeyVault;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.settings.SettingsChanged;
import dev.approvalgate.gate.Gate;
import dev.approvalgate.gate.PolicyLog;
import dev.approvalgate.gate.Ports;
import dev.approvalgate.gate.RecordedPolicies;
import dev.approvalgate.gate.SettingsLog;
import dev.approvalgate.gate.link.StoredLinks;
import dev.approvalgate.gate.port.ConditionCompiler;
import dev.approvalgate.gate.port.KeyVault;
import dev.approvalgate.gate.port.LinkSource;
import dev.approvalgate.gate.port.PolicySource;
import dev.approvalgate.gate.port.TokenIssuer;
import dev.approvalgate.gate.port.TokenVerifier;
import dev.approvalgate.gate.token.Authorize;
import dev.approvalgate.gate.token.HostGrants;
import dev.approvalgate.gate.token.LiveTokens;
import dev.approvalgate.gate.token.TokenDesk;
import dev.approvalgate.gate.token.Uses;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkLoop;
import dev.approvalgate.server.http.AdminEndpoints;
import dev.approvalgate.server.http.Drain;
import dev.approvalgate.server.http.HttpListener;
import dev.approvalgate.server.http.PublicEndpoints;
import dev.approvalgate.server.metrics.CountedRequests;
import dev.approvalgate.server.metrics.CountedReviews;
import dev.approvalgate.server.metrics.GateMetrics;
import dev.approvalgate.server.policy.PolicyDesk;
import dev.approvalgate.server.policy.PolicyOrigin;
import dev.approvalgate.server.policy.TextDifference;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.function.BiFunction;

/**
 * Puts a gate together, in the order in which one thing needs another.
 *
 * @param drain ends the intake
 * @param publicUrl where the gate is reached
 * @param adminUrl where metrics and the ledger are served, and questions about policies answered
 */
record Assembly(Drain drain, URI publicUrl, URI adminUrl) {

    private static final int WORKERS = 4;
    private static final ConditionCompiler CONDITIONS = new CelConditions();

    static Assembly start(GateSettings settings, Clock clock, Resources resources) {
        var random = new SecureRandom();
        var vault = new AesKeyVault(settings.gateKey(), random);
        BiFunction<String, Policy.Origin, Policy> reader = (text, origin) -> PolicyFile.parse(text, origin, CONDITIONS);
        var watch = resources.add("the policy", new PolicyWatch(settings.policy(), reader, PolicyOrigin::of));
        HttpListener open = resources.add("the public listener", bindPublic(settings.listen()));
        HttpListener admin = resources.add("the admin listener", bindAdmin(settings.admin()));
        URI publicUrl = PublicUrl.of(settings.publicUrl(), settings.listen().port(), open.port());
        SqliteStore store = resources.add("the store", SqliteStore.open(settings.store(), clock, random));
        // Before anything else is: whoever reads the ledger sees under which settings it was.
        new SettingsLog(store.events(), clock).record(settings.written(), SettingsChanged.Way.FOUND, null);
        PolicySource policies = new RecordedPolicies(watch, store.events(), reader);
        var policyLog = new PolicyLog(store.events(), TextDifference::unified, clock);
        policyLog.record(watch.get());
        ProxySecrets.warn(settings, watch.get());
        KeySide keys = KeySide.open(settings, KeySide.sources(vault, store, clock, random), store);
        JwtTokenIssuer tokens = keys.issuer(publicUrl, watch.get());
        Outside outside = Outside.of(settings, clock, resources);
        var live = new LiveTokens(store.tokens(), clock, System::nanoTime);
        store.events().onCommit(live);
        var feed = resources.add("the feed of tokens", new TokenFeed(live));
        var uses = new Uses(store.events(), clock, System::nanoTime);
        var useWriter = resources.add("the record of uses", new UseWriter(uses));
        var linked = new StoredLinks(store.events());
        var gate = new Gate(ports(store, policies, outside, linked, tokens, vault, clock, random));
        var metrics = new GateMetrics();
        var links = new LinkSide(settings, outside, store, linked, policies, publicUrl, clock, random);
        Sides sides = Sides.of(
                settings,
                outside,
                store,
                new CountedRequests(gate.requests(), metrics),
                new CountedReviews(gate.reviews(), metrics),
                links,
                clock,
                random);
        var handlers = new ArrayList<WorkHandler>(sides.handlers(gate.handlers(), keys.handler()));
        handlers.add(gate.tokenSweep(store.tokens(), new SweepLog()));
        var loop = new WorkLoop(store.work(), handlers, clock, random, WORKERS, metrics);
        resources.add("the work loop", loop);
        store.events().onCommit((stream, at) -> loop.wake());
        Gauges.of(metrics, store, gate, loop, clock);
        metrics.gauge(
                "gate_token_feed_age_seconds",
                "time since it was last read what has become of tokens",
                () -> live.age().toMillis() / 1_000.0);
        metrics.gauge(
                "gate_policy_refused",
                "1 while the policy file is wrong and the last good policy stays in force",
                () -> watch.fault().isPresent() ? 1 : 0);

        metrics.gauge("gate_token_uses_waiting", "kinds of uses of tokens that are not written yet", uses::waiting);
        var drain = new Drain();
        TokenVerifier verifier = tokens.verifier(clock);
        var endpoints = new PublicEndpoints(
                publicUrl,
                new OidcVerifier(Conversions.issuers(settings), clock),
                new DpopVerifier(clock),
                sides.requests(),
                gate.reviews(),
                tokens,
                new TokenDesk(verifier, live, store.tokens(), sides.requests()),
                Conversions.targets(settings),
                new Authorize(policies, verifier, live, new DpopVerifier(clock), uses, gate.deaths(), clock, metrics),
                new LiveReadiness(store::check, loop, watch, drain, clock),
                sides.webhooks(),
                sides.slackCalls(),
                links.pages(),
                new Triggers(settings),
                clock);
        open.start(publicUrl, endpoints.servlets(drain, metrics), drain, metrics);
        var exposed = new AdminEndpoints(
                metrics::scrape,
                store.ledger(),
                out -> LedgerExport.write(store.ledger(), out),
                new PolicyDesk(gate.questions(), reader),
                gate.operators(store.tokens()));
        admin.start(publicUrl, exposed.servlets(), new Drain(), metrics);
        loop.start();
        feed.start();
        useWriter.start();
        gate.sweepNow();
        watch.start(
                policy -> {
                    policyLog.record(policy);
                    keys.require(policy);
                    ProxySecrets.warn(settings, policy);
                },
                gate::sweepNow);
        sides.start(resources, metrics);
        return new Assembly(drain, publicUrl, URI.create("http://" + host(settings.admin()) + ":" + admin.port()));
    }

    private static HttpListener bindPublic(Listen listen) {
        return HttpListener.bind("public", listen.host(), listen.port());
    }

    private static HttpListener bindAdmin(Listen listen) {
        return HttpListener.bindPrivate("admin", listen.host(), listen.port());
    }

    private static String host(Listen listen) {
        String host = listen.host();
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static Ports ports(
            SqliteStore store,
            PolicySource policies,
            Outside outside,
            LinkSource links,
            TokenIssuer tokens,
            KeyVault vault,
            Clock clock,
            SecureRandom random) {
        return new Ports(
                store.events(),
                store.index(),
                store.work(),
                policies,
                outside.directory(),
                links,
                outside.changes(),
                outside.channels(),
                outside.sinks(),
                tokens,
                new HostGrants(outside.hostTokens(), store.hostTokens(), vault, store.work(), clock),
                clock,
                random);
    }
}
