package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.Told;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request as the workload that asked may see it: how it stands, and of people what {@link Told} lets it know. */
final class RequestJson {

    private static final Logger LOG = LoggerFactory.getLogger(RequestJson.class);

    private RequestJson() {}

    /** {@return a request; without what the policy says of it where that cannot be read now} */
    static String of(ApprovalRequest request, Reviews reviews) {
        try {
            return write(request, Told.of(reviews.view(request.ask().id())));
        } catch (GateException e) {
            if (e.reason().kind() != ReasonCode.Kind.UNAVAILABLE) {
                throw e;
            }
            LOG.debug("what is needed cannot be told now: {}", e.getMessage());
            return write(request, null);
        }
    }

    private static String write(ApprovalRequest found, @Nullable Told told) {
        // One look for the whole answer: two could tell of different moments.
        ApprovalRequest request = told == null ? found : told.view().request();
        Ask ask = request.ask();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", ask.id().value());
        json.put("status", status(request));
        json.put(
                "reason",
                request.decision()
                        .map(decision -> decision.reason())
                        .map(ReasonCode::code)
                        .orElse(null));
        json.put("action", ask.action().name());
        json.put("environment", ask.environment().display());
        json.put("service", ask.service());
        json.put("identity", ask.requester().identity());
        json.put("run_id", ask.requester().run().id());
        json.put("run_attempt", ask.requester().run().attempt());
        json.put("commit", ask.change().binding().commit());
        json.put("scopes", ask.change().binding().scopes());
        json.put("change_digest", ask.change().digest().hex());
        json.put("policy_digest", ask.terms().policy().hex());
        json.put("opened_at", ask.terms().openedAt().toString());
        json.put("deadline", ask.terms().deadline().toString());
        json.put(
                "decided_at",
                request.decision().map(decision -> decision.at().toString()).orElse(null));
        json.put(
                "revoked_at",
                request.revoked().map(revoked -> revoked.at().toString()).orElse(null));
        json.put("votes", request.votes().size());
        json.put("needed", told == null ? null : told.needed().orElse(null));
        json.put("decided_by", told == null ? List.of() : told.decidedBy());
        json.put("said", told == null ? List.of() : said(told));
        json.put("link", told == null ? null : told.link().orElse(null));
        json.put("glass", request.glass().map(broken -> glass(request, broken)).orElse(null));
        return Json.write(json);
    }

    private static List<Map<String, @Nullable Object>> said(Told told) {
        return told.against().stream()
                .map(said -> {
                    Map<String, @Nullable Object> json = new LinkedHashMap<>();
                    json.put("by", said.who());
                    json.put("words", said.words());
                    return json;
                })
                .toList();
    }

    /** Who did it is told only where the project is known to be private: what a job is told ends in its log. */
    private static Map<String, @Nullable Object> glass(ApprovalRequest request, GlassBroken broken) {
        ChangeDetails details = request.ask().change().details().value();
        boolean isPrivate = details != null && !details.isPublic();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("by", isPrivate ? broken.person().value() : null);
        json.put("review_by", broken.reviewBy().toString());
        json.put(
                "reviewed",
                request.reviewed().map(reviewed -> reviewed.at().toString()).orElse(null));
        return json;
    }

    private static String status(ApprovalRequest request) {
        return request.decision()
                .map(decision -> decision.outcome().name().toLowerCase(Locale.ROOT))
                .orElse("pending");
    }
}
