package dev.approvalgate.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** One issuer with its keys, and a verifier that believes it alone. */
final class Desk implements AutoCloseable {

    static final SigningPair RSA = SigningPair.rsa("rsa-1");
    static final SigningPair EC = SigningPair.ec("ec-1");
    /** A key of somebody else under the same name. */
    static final SigningPair STRANGER = SigningPair.rsa("rsa-1");

    final MutableClock clock = new MutableClock();
    final OidcVerifier verifier;
    private final IssuerServer server;

    private Desk(IssuerKind kind, String path, @Nullable ClaimNames names) throws IOException {
        server = new IssuerServer(path);
        server.publish(RSA, EC);
        verifier =
                new OidcVerifier(List.of(new TrustedIssuer(server.issuer(), Forge.AUDIENCE, kind, names, null)), clock);
    }

    static Desk of(IssuerKind kind) throws IOException {
        return new Desk(kind, "", null);
    }

    /** An issuer below a path of its host. */
    static Desk of(IssuerKind kind, String path) throws IOException {
        return new Desk(kind, path, null);
    }

    static Desk generic(ClaimNames names) throws IOException {
        return new Desk(IssuerKind.GENERIC, "", names);
    }

    String issuer() {
        return server.issuer();
    }

    /** The issuer without its scheme. */
    String host() {
        return issuer().substring("http://".length());
    }

    Forge forge() {
        return new Forge(RSA, issuer(), clock.instant());
    }

    Forge actions() {
        return Forge.actions(RSA, issuer(), clock.instant());
    }

    /** A token that is wrong in one thing, made of a good one: arguments of a test that is called for each. */
    static Arguments bad(String what, ReasonCode reason, UnaryOperator<Forge> change) {
        return Arguments.of(what, reason, change);
    }

    Assertion verify(Secret token) {
        return verifier.verify(token);
    }

    void refused(Secret token, ReasonCode reason) {
        GateException refusal = catchThrowableOfType(GateException.class, () -> verifier.verify(token));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    }

    @Override
    public void close() {
        server.close();
    }
}
