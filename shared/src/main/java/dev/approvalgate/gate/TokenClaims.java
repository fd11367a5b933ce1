package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.policy.Rule.TokenTerms;
import dev.approvalgate.gate.port.TokenIssuer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a deploy token says: the approval, as claims. Who acts with it is said in the form of RFC 8693 section 4.1, and the approval once
 * more in the form that AWS takes over into sessions.
 */
final class TokenClaims {

    private TokenClaims() {}

    static TokenIssuer.Claims of(
            Ask ask,
            Decision decision,
            String identity,
            TokenTerms terms,
            String job,
            @Nullable String thumbprint,
            Instant issuedAt,
            Instant expiresAt,
            RandomGenerator random) {
        ChangeBinding binding = ask.change().binding();
        Map<String, Object> approval = new LinkedHashMap<>();
        approval.put("request_id", ask.id().value());
        approval.put("change_digest", ask.change().digest().hex());
        approval.put("action", binding.action().name());
        approval.put("environment", binding.environment().key());
        approval.put("project_id", binding.workload().projectId());
        approval.put("pipeline", binding.workload().pipeline());
        approval.put("run_id", binding.run().id());
        approval.put("run_attempt", binding.run().attempt());
        approval.put("job", job);
        if (binding.commit() != null) {
            approval.put("commit", binding.commit());
        }
        if (!binding.artifacts().isEmpty()) {
            approval.put("artifacts", binding.artifacts());
        }
        approval.put("policy_digest", decision.policy().hex());
        approval.put("approvers", decision.by().size());
        approval.put("assurance", ask.host().assurance().word());
        if (decision.outcome() == Decision.Outcome.BROKEN_GLASS) {
            approval.put("break_glass", true);
        }
        if (thumbprint != null) {
            approval.put("cnf", Map.of("jkt", thumbprint));
        }
        approval.put("act", Map.of("sub", binding.workload().toString()));
        approval.put(SessionTags.CLAIM, SessionTags.of(ask, decision));
        byte[] id = new byte[16];
        random.nextBytes(id);
        return new TokenIssuer.Claims(
                HexFormat.of().formatHex(id),
                identity,
                terms.audience(),
                binding.scopes(),
                issuedAt,
                expiresAt,
                terms.algorithm(),
                approval);
    }
}
