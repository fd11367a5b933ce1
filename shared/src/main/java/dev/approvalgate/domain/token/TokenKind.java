package dev.approvalgate.domain.token;

/** Who minted a token. Recorded by its name: only added to, never renamed. */
public enum TokenKind {
    /** The gate signed it. */
    DEPLOY,
    /** GitHub minted it for an installation of the gate's App, and must be asked to revoke it. */
    GITHUB_INSTALLATION
}
