package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.token.DeathCause;
import dev.approvalgate.domain.token.LiveToken;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.port.TokenIndex;
import dev.approvalgate.gate.port.TokenVerifier;
import dev.approvalgate.gate.token.LiveTokens;
import dev.approvalgate.gate.token.TokenDesk;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows the tokens {@code deploy:live}, {@code deploy:bound} and {@code deploy:dead}, and that {@code deploy:strange} is signed by us. */
final class FakeTokens implements TokenVerifier, TokenIndex {

    static final RequestId REQUEST = new RequestId("req_00000000000000000000000001");
    static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    private static final Set<String> SIGNED = Set.of("live", "bound", "dead", "strange");
    private static final Instant END = FakeRequests.NOW.plusSeconds(900);

    volatile boolean failing;

    TokenDesk desk(Requests requests) {
        var live = new LiveTokens(this, Clock.fixed(FakeRequests.NOW, ZoneOffset.UTC), () -> 0);
        return new TokenDesk(this, live, this, requests);
    }

    @Override
    public Verified verify(Secret token) {
        String id = token.reveal().replace("deploy:", "");
        if (!SIGNED.contains(id)) {
            throw new GateException(ReasonCode.TOKEN_MALFORMED, "no token of ours");
        }
        return new Verified(
                id,
                token.sha256(),
                "payments-deploy",
                "https://deploy.example.com",
                List.of("deploy:payments"),
                FakeRequests.NOW,
                END,
                confirmation(id),
                Map.of("iss", "https://gate.example", "jti", id, "environment", "production", "active", "yes"));
    }

    private static @Nullable String confirmation(String id) {
        return id.equals("bound") ? THUMBPRINT : null;
    }

    private static LiveToken token(String id) {
        return new LiveToken(
                id,
                Secret.of("deploy:" + id).sha256(),
                REQUEST,
                "job-1",
                "payments-deploy",
                Environment.of("production"),
                Action.DEPLOY,
                List.of("deploy:payments"),
                "https://deploy.example.com",
                "kid",
                END,
                confirmation(id));
    }

    private void requireStore() {
        if (failing) {
            throw new GateException(ReasonCode.STORE_FAILED, "the store was told to fail");
        }
    }

    @Override
    public Changes live(Instant now) {
        return new Changes(1, List.of(token("live"), token("bound")), Map.of());
    }

    @Override
    public Changes since(long position) {
        requireStore();
        return new Changes(1, List.of(), Map.of());
    }

    @Override
    public Optional<Entry> find(String id) {
        requireStore();
        return id.equals("strange")
                ? Optional.empty()
                : Optional.of(
                        new Entry(token(id), Optional.of(DeathCause.RETRIED).filter(cause -> id.equals("dead"))));
    }
}
