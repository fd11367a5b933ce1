package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Ask;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.policy.GitHubTerms;
import dev.approvalgate.domain.policy.Rule.TokenTerms;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.domain.token.HostToken;
import dev.approvalgate.domain.token.TokenEvent.Minted;
import dev.approvalgate.domain.token.TokenKind;
import dev.approvalgate.gate.port.HostTokens;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes tokens, together with what is recorded of them. */
final class Mint {

    private final Ports ports;

    Mint(Ports ports) {
        this.ports = ports;
    }

    /** A token that nobody has yet, and what is to be recorded before anybody gets it. */
    record Fresh(Minted event, Secret value) {
        DeployToken deployToken() {
            return new DeployToken(event.id(), value, event.keyId(), event.expiresAt());
        }

        HostToken hostToken() {
            return new HostToken(event.id(), value, event.scopes(), event.expiresAt());
        }
    }

    Fresh signed(
            Ask ask,
            Decision decision,
            String identity,
            Judgement judgement,
            String job,
            @Nullable String thumbprint,
            Instant now,
            Instant end) {
        TokenTerms terms = judgement.ruling().orElseThrow().rule().token();
        DeployToken token = ports.tokens()
                .issue(TokenClaims.of(ask, decision, identity, terms, job, thumbprint, now, end, ports.random()));
        var event = new Minted(
                token.id(),
                job,
                token.value().sha256(),
                token.keyId(),
                terms.audience(),
                ask.change().binding().scopes(),
                now,
                token.expiresAt(),
                thumbprint);
        return new Fresh(event, token.value());
    }

    Fresh ofHost(Ask ask, GitHubTerms terms, String job, Instant now, Instant end) {
        byte[] random = new byte[16];
        ports.random().nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        HostTokens.Minted minted = ports.hostGrants().mint(ask, terms, id);
        var event = new Minted(
                id,
                job,
                minted.value().sha256(),
                Minted.NO_KEY,
                ports.hostGrants().audience(),
                terms.scopes(),
                now,
                end.isBefore(minted.expiresAt()) ? end : minted.expiresAt(),
                null,
                TokenKind.GITHUB_INSTALLATION);
        return new Fresh(event, minted.value());
    }
}
