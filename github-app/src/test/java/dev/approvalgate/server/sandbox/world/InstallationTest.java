package dev.approvalgate.server.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.GateFile;
import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.config.SlackSettings;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.slack.SlackApp;
import dev.approvalgate.server.sandbox.slack.SlackStandIn;
import dev.approvalgate.server.sandbox.slack.SlackWorkspace;
import dev.approvalgate.server.sandbox.slack.StandInSetup;
import dev.approvalgate.server.sandbox.world.Installation.Ways;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    private final SlackStandIn slack = SlackStandIn.start(
            StandInSetup.of(SlackWorkspace.withRoles(SlackApp.fresh("Approval Gate")), Clock.systemUTC()));
    private final GitHubStandIn github = GitHubStandIn.start(Clock.systemUTC());

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        slack.close();
        github.close();
    }

    @Test
    void theGateReadsWhatIsWritten() {
        Installation installation = Installation.write(folder, slack, github, new Ways(false, false));

        GateSettings settings = GateFile.read(installation.config(), Map.of("GATE_KEY_FILE", "gate.key"));
        Policy policy = PolicyFile.read(settings.policy(), new CelConditions());

        assertThat(settings.publicUrl()).isEqualTo(installation.url());
        assertThat(Objects.requireNonNull(settings.slack()).mode()).isEqualTo(SlackSettings.Mode.HTTP);
        assertThat(Objects.requireNonNull(settings.github()).mode()).isEqualTo(GithubSettings.Mode.WEBHOOK);
        assertThat(settings.store()).isEqualTo(installation.store());
        assertThat(policy.rules()).hasSize(2);
    }

    @Test
    void socketsAndPullingNeedNoPublicAddress() {
        Installation installation = Installation.write(folder, slack, github, new Ways(true, true));

        GateSettings settings = GateFile.read(installation.config(), Map.of("GATE_KEY_FILE", "gate.key"));

        assertThat(Objects.requireNonNull(settings.slack()).mode()).isEqualTo(SlackSettings.Mode.SOCKET);
        assertThat(Objects.requireNonNull(settings.github()).mode()).isEqualTo(GithubSettings.Mode.PULL);
    }

    @Test
    void onlyTheOwnerReadsTheFiles() throws Exception {
        Installation.write(folder, slack, github, new Ways(false, false));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void nothingIsOverwritten() {
        Installation.write(folder, slack, github, new Ways(false, false));

        assertThatThrownBy(() -> Installation.write(folder, slack, github, new Ways(false, false)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void theRepositoryHasABelievableHistory() {
        Payments payments = Payments.found(github);

        String first = payments.firstRelease().sha();
        String second = payments.feature().sha();

        assertThat(second).isNotEqualTo(first);
        assertThat(payments.feature().message()).startsWith("Merge pull request #2 from acme/");
        assertThat(payments.hostile().message()).contains("<!channel>", "\u202E");
        assertThat(payments.deploy(payments.firstRelease(), Payments.PRODUCTION).environment())
                .contains("production");
    }
}
