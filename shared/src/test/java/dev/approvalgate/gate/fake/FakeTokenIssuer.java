package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.gate.port.TokenIssuer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** "Signs" by naming: the token's value is its id behind a fixed beginning. Remembers every claim it was asked to sign. */
public final class FakeTokenIssuer implements TokenIssuer {

    private final List<Claims> issued = new CopyOnWriteArrayList<>();

    /** {@return what was signed, whether it ever left or not} */
    public List<Claims> issued() {
        return List.copyOf(issued);
    }

    @Override
    public DeployToken issue(Claims claims) {
        issued.add(claims);
        return new DeployToken(claims.id(), Secret.of("fake-token-" + claims.id()), "fake-key", claims.expiresAt());
    }

    @Override
    public String jwks() {
        return "{\"keys\":[]}";
    }

    @Override
    public List<String> algorithms() {
        return List.of("ES256");
    }
}
