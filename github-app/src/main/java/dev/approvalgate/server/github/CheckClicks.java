package dev.approvalgate.server.github;

import dev.approvalgate.adapter.github.CheckAction;
import dev.approvalgate.adapter.github.GitHubCheckChannel;
import dev.approvalgate.adapter.github.GitHubSettings;
import dev.approvalgate.adapter.github.RunAddress;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.VoteAttempt;
import dev.approvalgate.gate.work.RetryLater;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns buttons that were pressed on our check runs into votes. A vote needs our App, the check run that we published for the request, its
 * repository and its commit, and a person's account. Write access, which GitHub asks of whoever presses a button, makes nobody eligible.
 */
final class CheckClicks {

    private static final Logger LOG = LoggerFactory.getLogger(CheckClicks.class);
    private static final Duration PUBLISHING = Duration.ofSeconds(1);

    private final GitHubSettings settings;
    private final Reviews reviews;

    CheckClicks(GitHubSettings settings, Reviews reviews) {
        this.settings = settings;
        this.reviews = reviews;
    }

    void clicked(Payload payload, String guid) {
        if (payload.idOrZero("check_run", "app", "id") != settings.appId()) {
            LOG.info("a button of another App's check run was pressed");
            return;
        }
        CheckAction action = CheckAction.parse(payload.text("requested_action", "identifier"));
        String request = payload.text("check_run", "external_id");
        if (!RequestId.isWellFormed(request)) {
            throw malformed("check_run.external_id names no request");
        }
        if (!payload.text("sender", "type").equals("User")) {
            throw malformed("only people answer; the sender is a " + payload.text("sender", "type"));
        }
        var id = new RequestId(request);
        ReviewView view = reviews.view(id);
        Sha256 shown = shown(payload, view);
        Optional<ReasonCode> refusal = reviews.vote(new VoteAttempt(
                id,
                Account.github(settings.realm(), payload.id("sender", "id")),
                action.kind(),
                GitHubCheckChannel.KIND,
                action.digestPrefix(),
                // A click does not say what stood beside the button, so it is taken for what was shown there last.
                shown.hex(),
                null,
                WebhookIntake.SOURCE + ":" + guid,
                Map.of()));
        LOG.info(
                "a click on the check run of request {}: {}",
                id,
                refusal.map(ReasonCode::code).orElse("recorded"));
    }

    private static Sha256 shown(Payload payload, ReviewView view) {
        HostRef host = view.ask().host();
        if (!host.kind().equals(RunAddress.KIND)
                || RunAddress.of(host).repositoryId() != payload.id("repository", "id")
                || !payload.text("check_run", "head_sha")
                        .equals(host.attributes().get(RunAddress.HEAD_SHA))) {
            throw malformed("the check run belongs to another repository or commit than the request");
        }
        ChannelAddress address = GitHubCheckChannel.addressOf(host);
        String published = view.request().published().get(address);
        Optional<Sha256> shown = view.request().shownIn(address);
        if (published == null || shown.isEmpty()) {
            // A click can be faster than the record of the check run that carried its button.
            throw new RetryLater(
                    ReasonCode.CHANNEL_UNREACHABLE, "the check run's publication is not recorded yet", PUBLISHING);
        }
        if (!published.equals(Long.toString(payload.id("check_run", "id")))) {
            throw malformed("the check run is not the one that was published for the request");
        }
        return shown.get();
    }

    private static GateException malformed(String why) {
        return new GateException(ReasonCode.REQUEST_MALFORMED, why);
    }
}
