package dev.approvalgate.server.github;

import dev.approvalgate.adapter.github.GitHubAccount;
import dev.approvalgate.adapter.github.GitHubHost;
import dev.approvalgate.adapter.github.GitHubHttp;
import dev.approvalgate.adapter.github.RunAddress;
import dev.approvalgate.adapter.github.RunFacts;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Opening;
import dev.approvalgate.gate.Requests;
import java.util.HashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a request for a deployment that waits. The payload only says where to look: which run it is stands in the callback's path, which
 * is never followed, and everything that is asked for is read from the API.
 */
final class ProtectionRules {

    private static final Logger LOG = LoggerFactory.getLogger(ProtectionRules.class);

    /** The path of a callback; a base such as {@code /api/v3} may stand before it. The address's host is nobody's business. */
    private static final Pattern CALLBACK = Pattern.compile(
            "https?://[^/?#\\s]+(?:/api/v3)?/repos/([A-Za-z0-9._-]{1,100})/([A-Za-z0-9._-]{1,100})/actions/runs/([0-9]{1,18})"
                    + "/deployment_protection_rule");

    private static final Pattern REF = Pattern.compile("refs/(?:heads|tags)/[^\\s\\p{Cntrl}]{1,250}");

    private final GitHubHttp http;
    private final GitHubHost host;
    private final Requests requests;

    ProtectionRules(GitHubHttp http, Requests requests) {
        this.http = http;
        this.host = new GitHubHost(http);
        this.requests = requests;
    }

    void requested(Payload payload) {
        var environment = Environment.of(payload.text("environment"));
        RunFacts run = host.run(claimed(payload));
        if (run.isCompleted()) {
            LOG.info(
                    "run {} of {} has ended; nothing waits",
                    run.address().runId(),
                    run.address().fullName());
            return;
        }
        String name = host.waitingFor(run.address(), environment)
                .orElseThrow(() -> new GateException(
                        ReasonCode.HOST_FACT_MISMATCH,
                        "run " + run.address().runId() + " of " + run.address().fullName() + " does not wait for "
                                + environment + "; somebody else has decided, or the payload is not GitHub's"));
        requests.open(opening(payload, run, Environment.of(name), name));
    }

    private static RunAddress claimed(Payload payload) {
        Matcher callback = CALLBACK.matcher(payload.text("deployment_callback_url"));
        if (!callback.matches()) {
            throw new GateException(
                    ReasonCode.REQUEST_MALFORMED, "deployment_callback_url is not of the form that leads to a run");
        }
        return new RunAddress(
                payload.id("installation", "id"),
                payload.id("repository", "id"),
                payload.text("repository", "owner", "login"),
                payload.text("repository", "name"),
                Long.parseLong(callback.group(3)));
    }

    private Opening opening(Payload payload, RunFacts run, Environment environment, String name) {
        var attributes = new HashMap<String, String>();
        attributes.put(RunAddress.ENVIRONMENT, name);
        attributes.put(RunAddress.HEAD_SHA, run.headSha());
        String ref = ref(payload.textOrNull("ref"), run);
        if (ref != null) {
            attributes.put(RunAddress.REF, ref);
        }
        long deployment = payload.idOrZero("deployment", "id");
        GitHubAccount trigger = run.triggeringActor() == null ? run.actor() : run.triggeringActor();
        return new Opening(
                host.identityOf(run, environment),
                run.address().toHostRef(attributes),
                deployment == 0 ? environment.key() : Long.toString(deployment),
                trigger == null ? null : trigger.in(http.settings().realm()),
                Action.DEPLOY,
                environment,
                Opening.Wishes.NONE);
    }

    /** The payload's ref where it fits the run; a branch may be written with or without its prefix. */
    private static @Nullable String ref(@Nullable String claimed, RunFacts run) {
        return claimed != null
                        && REF.matcher(claimed).matches()
                        && claimed.substring(claimed.indexOf('/', 5) + 1).equals(run.branch())
                ? claimed
                : null;
    }
}
