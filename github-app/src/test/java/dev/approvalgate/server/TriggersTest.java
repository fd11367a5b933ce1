package dev.approvalgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.IssuerSettings;
import dev.approvalgate.adapter.config.IssuerSettings.Kind;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriggersTest {

    private static final String GITLAB = "https://gitlab.example.com";
    private static final String JENKINS = "https://ci.example.com/approval-gate";
    private static final String BUILDKITE = "https://agent.buildkite.com";

    @TempDir
    private Path dir = Path.of("");

    private static WorkloadIdentity identity(String issuer, Map<String, String> claims) {
        return WorkloadIdentity.attested(new WorkloadKey(issuer, "20", "ci.yml"), "sub", new Run("1", 1), claims);
    }

    private static GateSettings with(GateSettings settings, List<IssuerSettings> issuers) {
        return new GateSettings(
                settings.publicUrl(),
                settings.listen(),
                settings.admin(),
                settings.store(),
                settings.policy(),
                settings.tokenAlgorithm(),
                settings.keys(),
                settings.slack(),
                settings.github(),
                issuers,
                settings.targets(),
                settings.linkDelay(),
                settings.gateKey(),
                settings.written());
    }

    @Test
    void threat02_whoStartedARunIsKnownByTheAccountOfItsOwnHost() throws Exception {
        try (var company = new Installation(dir)) {
            GateSettings settings = company.settings();
            var triggers = new Triggers(with(
                    settings,
                    List.of(
                            new IssuerSettings(GITLAB, "gate", Kind.GITLAB, null, null),
                            new IssuerSettings(BUILDKITE, "gate", Kind.BUILDKITE, null, null),
                            new IssuerSettings(JENKINS, "gate", Kind.JENKINS, null, null))));
            var claims = Map.of("actor_id", "1001", "user_id", "7");

            assertThat(triggers.apply(identity(settings.github().oidcIssuer(), claims)))
                    .contains(
                            Account.github(Conversions.github(settings.github()).realm(), 1001));
            assertThat(triggers.apply(identity(GITLAB, claims))).contains(new Account(AccountKind.OIDC, GITLAB, "7"));
            assertThat(triggers.apply(identity(BUILDKITE, claims))).isEmpty();
            assertThat(triggers.apply(identity(JENKINS, Map.of("actor_id", "ada"))))
                    .contains(new Account(AccountKind.JENKINS, "ci.example.com", "ada"));
            assertThat(triggers.apply(identity(JENKINS, Map.of("user_id", "7"))))
                    .isEmpty();
            assertThat(triggers.apply(identity(GITLAB + "/", claims))).isEmpty();
            assertThat(triggers.apply(identity(GITLAB, Map.of("actor_id", "1001"))))
                    .isEmpty();
            assertThat(triggers.apply(identity(GITLAB, Map.of("user_id", "author"))))
                    .isEmpty();
        }
    }
}
