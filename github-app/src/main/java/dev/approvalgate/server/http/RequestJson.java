package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ApprovalEvent.GlassBroken;
import dev.approvalgate.domain.approval.ApprovalRequest;
import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as the workload that asked may see it: how it stands, not who said what. */
final class RequestJson {

    private RequestJson() {}

    static String of(ApprovalRequest request) {
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
        json.put("glass", request.glass().map(broken -> glass(request, broken)).orElse(null));
        return Json.write(json);
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
