package dev.approvalgate.adapter.oidc;

import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;

/**
 * What tells one token from all others of its issuer, so that it can be used once only: its {@code jti}. Issuers that give their tokens
 * none get a hash of what was signed. The signature is not part of it: an ECDSA signature has a twin that verifies as well, and the last
 * character of any signature has spellings that mean the same, so that a token that was used could be presented as another.
 */
final class TokenId {

    private TokenId() {}

    static String of(IssuerKind kind, Claims claims, Secret token) {
        String given = claims.textOrNull("jti");
        if (given != null) {
            return given;
        }
        if (kind.hasTokenId()) {
            throw Refusal.claimMissing("jti");
        }
        String compact = token.reveal();
        return "sha-256:" + Sha256.of(compact.substring(0, compact.lastIndexOf('.')));
    }
}
