package dev.approvalgate.server.client;

import dev.approvalgate.domain.approval.CanonicalJson;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The forms in which tools take a token. */
public enum TokenFormat {
    /** The compact JWT alone. */
    RAW {
        @Override
        public String write(Granted granted) {
            return granted.token().reveal();
        }
    },
    /** Lines for a POSIX shell's {@code eval}. A compact JWT has no character that a shell could read otherwise. */
    ENV {
        @Override
        public String write(Granted granted) {
            return "export DEPLOY_TOKEN='" + plain(granted.token().reveal()) + "'\nexport DEPLOY_TOKEN_EXPIRES_AT='"
                    + granted.expiresAt().truncatedTo(ChronoUnit.SECONDS) + "'";
        }
    },
    /** {@code ExecCredential} of {@code client.authentication.k8s.io/v1}, for kubectl's {@code exec} plugins. */
    KUBECTL {
        @Override
        public String write(Granted granted) {
            return CanonicalJson.text(Map.of(
                    "apiVersion",
                    "client.authentication.k8s.io/v1",
                    "kind",
                    "ExecCredential",
                    "status",
                    Map.of(
                            "token",
                            granted.token().reveal(),
                            "expirationTimestamp",
                            granted.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString())));
        }
    },
    /** What {@code credential_process} of AWS' tools expects; the token is exchanged for a role's credentials first. */
    AWS {
        @Override
        public String write(Granted granted) {
            throw new IllegalStateException("AWS takes credentials of a role, not a token");
        }
    };

    /** {@return the token in this form} */
    public abstract String write(Granted granted);

    private static String plain(String token) {
        if (!token.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalStateException("a deploy token is a compact JWT");
        }
        return token;
    }
}
