package dev.approvalgate.server.metrics;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Target;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.gate.token.Authorize;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkObserver;
import dev.approvalgate.server.http.HttpObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts. Labels come from bounded sets only: routes, kinds of work, reason codes. */
public final class GateMetrics implements HttpObserver, WorkObserver, Authorize.Observer {

    private static final Logger LOG = LoggerFactory.getLogger("tokens");
    private static final String REASON = "reason";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Nothing counted yet. */
    public GateMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** {@return everything in Prometheus' text format 0.0.4} */
    public String scrape() {
        return registry.scrape();
    }

    /**
     * Shows a value that is read when asked for.
     *
     * @param name such as {@code gate_work_queue}
     * @param help what it is
     * @param value read on each scrape; {@code NaN} where it cannot be read
     */
    public void gauge(String name, String help, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble).description(help).register(registry);
    }

    @Override
    public void answered(String method, String route, int status, Duration took) {
        registry.timer("gate_http_requests", "method", method, "route", route, "status", Integer.toString(status))
                .record(took);
    }

    @Override
    public void targetAsked(String answer) {
        registry.counter("gate_authz", "answer", answer).increment();
    }

    @Override
    public void misused(LiveToken token, Target target, ReasonCode why, boolean died) {
        registry.counter("gate_token_misused", REASON, why.code()).increment();
        LOG.warn(
                "token {} of request {} ({}) was shown to the target {}, where it is not good: {}{}",
                token.id(),
                token.request(),
                token.identity(),
                target.id(),
                why.code(),
                died ? "; it has been revoked" : "; IT COULD NOT BE REVOKED, because the store failed");
    }

    @Override
    public void signatureRefused(String source) {
        registry.counter("gate_signature_failures", "source", source).increment();
    }

    /** A connection to Slack was lost or could not be made. */
    public void slackSocketLost() {
        registry.counter("gate_slack_socket_losses").increment();
    }

    /**
     * Slack counts connections that are not ours.
     *
     * @param others how many
     */
    public void slackSocketStrangers(int others) {
        registry.counter("gate_slack_socket_strangers").increment(others);
    }

    @Override
    public void done(WorkItem item) {
        work(item, "done", "none");
    }

    @Override
    public void retried(WorkItem item, GateException why) {
        work(item, "retried", why.reason().code());
    }

    @Override
    public void givenUp(WorkItem item, GateException why) {
        work(item, "given_up", why.reason().code());
    }

    private void work(WorkItem item, String result, String reason) {
        registry.counter("gate_work", "kind", item.work().kind().code(), "result", result, REASON, reason)
                .increment();
    }

    void opened() {
        registry.counter("gate_requests_asked").increment();
    }

    void minted() {
        registry.counter("gate_tokens_minted").increment();
    }

    void mintRefused(ReasonCode reason) {
        registry.counter("gate_tokens_refused", REASON, reason.code()).increment();
    }

    void voted(String channel) {
        registry.counter("gate_votes", "channel", channel).increment();
    }

    void glassBroken(String channel) {
        registry.counter("gate_glass_broken", "channel", channel).increment();
    }

    void voteRefused(String channel, ReasonCode reason) {
        registry.counter("gate_votes_refused", "channel", channel, REASON, reason.code())
                .increment();
    }
}
