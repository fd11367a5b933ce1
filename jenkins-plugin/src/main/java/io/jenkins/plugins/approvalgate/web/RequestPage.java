package io.jenkins.plugins.approvalgate.web;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChannelAddress;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.Vote;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Said;
import dev.approvalgate.gate.VisibleText;
import dev.approvalgate.gate.VoteAttempt;
import dev.approvalgate.gate.Wording;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.User;
import io.jenkins.plugins.approvalgate.embedded.EmbeddedGate;
import io.jenkins.plugins.approvalgate.embedded.PanelChannel;
import io.jenkins.plugins.approvalgate.embedded.PanelText;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.facts.UserIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** One request for one reader: what every surface shows, and the buttons that the reader may use. */
public final class RequestPage {

    private static final int MOST_CLICK = 36;
    private static final int MOST_TITLE = 700;
    /** Jenkins' own mark on a request that was signed in by an API token; it lets those calls go without a crumb. */
    private static final String BY_API_TOKEN = "jenkins.security.BasicHeaderApiTokenAuthenticator";

    private final EmbeddedGate gate;
    private final ReviewView view;
    private final List<String> lines;

    RequestPage(EmbeddedGate gate, ReviewView view) {
        this.gate = gate;
        this.view = view;
        this.lines = PanelText.lines(view);
    }

    static Optional<RequestPage> find(EmbeddedGate gate, RequestId id) {
        try {
            return Optional.of(new RequestPage(gate, gate.reviews().view(id)));
        } catch (GateException e) {
            if (e.reason() == ReasonCode.REQUEST_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the reader may see the job: a request must not tell of what Jenkins hides. */
    boolean isVisible() {
        return maySee(view.ask().requester().workload().projectId());
    }

    static boolean maySee(String fullName) {
        Item job = Jenkins.get().getItemByFullName(fullName);
        return job != null && job.hasPermission(Item.READ);
    }

    /** {@return the full name of a request's job; empty where the request is gone} */
    static Optional<String> jobOf(EmbeddedGate gate, RequestId id) {
        return find(gate, id).map(page -> page.view.ask().requester().workload().projectId());
    }

    /** {@return the request's id} */
    public String getId() {
        return view.ask().id().value();
    }

    /** {@return the headline} */
    public String getTitle() {
        Ask ask = view.ask();
        // Names of jobs are whatever somebody typed.
        return VisibleText.line(lines.get(0), MOST_TITLE) + " (" + ask.id().brief() + ")";
    }

    /** {@return what would happen, in lines} */
    public List<String> getLines() {
        return lines.subList(1, lines.size());
    }

    /** {@return the request for badges and the remote API} */
    ShownApproval shown() {
        return new ShownApproval(view.ask().environment().display(), EmbeddedGate.block(view), gate.standing(view));
    }

    /** {@return who did what, and in which words, oldest first} */
    public List<String> getSaid() {
        return Said.all(view).stream()
                .map(said -> said.who() + " " + said.did() + " at " + Wording.time(said.at())
                        + (said.words() == null ? "" : ": " + said.words()))
                .toList();
    }

    /** {@return who is still needed, or how it ended} */
    public String getNeeded() {
        return (view.request().revoked().isPresent() ? Wording.REVOKED + ". Before that: " : "") + Wording.needed(view);
    }

    /** {@return the policy's answer, a line for each requirement} */
    public List<String> getExplanation() {
        return Wording.explain(view.explanation(), view::nameOf, view.request().isPending());
    }

    /** {@return until when people may decide} */
    public String getDeadline() {
        return Wording.time(view.ask().terms().deadline());
    }

    /** {@return whether people may still decide} */
    public boolean isPending() {
        return view.request().isPending();
    }

    /** {@return address of the build that asked, below the controller's} */
    public String getBuildUrl() {
        Item job = Jenkins.get()
                .getItemByFullName(view.ask().requester().workload().projectId());
        return job == null
                ? ""
                : job.getUrl() + BuildName.number(view.ask().requester().run().id()) + "/";
    }

    /** {@return whether the reader may use the buttons} */
    public boolean isVoter() {
        return isPending() && Jenkins.get().hasPermission(GatePermissions.VOTE) && User.current() != null;
    }

    /** {@return what to write beside the field for a reason} */
    public String getReasonLabel() {
        if (view.asksForReason(Vote.Kind.APPROVE)) {
            return "Reason (the policy wants one)";
        }
        return view.asksForReason(Vote.Kind.REJECT) ? "Reason (needed to reject)" : "Reason (if you like)";
    }

    /** {@return names what is approved} */
    public String getDigest() {
        return view.ask().change().digest().prefix();
    }

    /** {@return names what was shown} */
    public String getShown() {
        return view.request()
                .shownIn(new ChannelAddress(PanelChannel.KIND, PanelChannel.ADDRESS))
                .map(Sha256::prefix)
                .orElse("");
    }

    /** {@return names the click to come: the same form sent twice counts once} */
    public String getClick() {
        return UUID.randomUUID().toString();
    }

    /** Approves. */
    @POST
    public HttpResponse doApprove(
            StaplerRequest2 request,
            @QueryParameter String digest,
            @QueryParameter String shown,
            @QueryParameter String click,
            @QueryParameter @Nullable String reason) {
        return vote(request, Vote.Kind.APPROVE, digest, shown, click, reason);
    }

    /** Rejects. */
    @POST
    public HttpResponse doReject(
            StaplerRequest2 request,
            @QueryParameter String digest,
            @QueryParameter String shown,
            @QueryParameter String click,
            @QueryParameter @Nullable String reason) {
        return vote(request, Vote.Kind.REJECT, digest, shown, click, reason);
    }

    private HttpResponse vote(
            StaplerRequest2 request,
            Vote.Kind kind,
            String digest,
            String shown,
            String click,
            @Nullable String reason) {
        Jenkins.get().checkPermission(GatePermissions.VOTE);
        User user = User.current();
        if (user == null) {
            throw new Failure("Sign in first: an anonymous vote is nobody's.");
        }
        if (request.getAttribute(BY_API_TOKEN) != null) {
            throw new Failure("An API token cannot vote: a vote is a person's. Open the page in a browser.");
        }
        if (click.isBlank() || click.length() > MOST_CLICK) {
            throw new Failure("The form is not the page's own. Open the page again.");
        }
        String id = UserIds.key(Jenkins.get().getSecurityRealm(), user.getId());
        try {
            Optional<ReasonCode> refused = gate.reviews()
                    .vote(new VoteAttempt(
                            view.ask().id(),
                            new Account(AccountKind.JENKINS, gate.realm(), id),
                            kind,
                            PanelChannel.KIND,
                            digest,
                            shown,
                            reason,
                            "jenkins:" + id + ":" + click,
                            Map.of()));
            if (refused.isPresent()) {
                throw new Failure(
                        Wording.why(refused.get()) + " (" + refused.get().code() + ")");
            }
        } catch (GateException e) {
            throw new Failure("Nothing was recorded. " + e.getMessage() + " ("
                    + e.reason().code() + ")");
        }
        return HttpResponses.redirectToDot();
    }
}
