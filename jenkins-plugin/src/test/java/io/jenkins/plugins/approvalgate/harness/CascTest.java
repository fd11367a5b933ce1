package io.jenkins.plugins.approvalgate.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.approvalgate.ApprovalGateConfiguration;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.yaml.snakeyaml.Yaml;

/** The settings as code. */
@WithJenkins
class CascTest {

    @Test
    void whatIsAppliedIsWhatIsExported(JenkinsRule jenkins) throws Exception {
        Path settings = Path.of(Objects.requireNonNull(CascTest.class.getResource("settings.yaml"))
                .toURI());
        ConfigurationAsCode.get().configure(settings.toString());
        assertThat(ApprovalGateConfiguration.get().getSlackTeam()).isEqualTo("T0123ABCD");
        assertThat(ofGate(exported())).hasSize(9).isEqualTo(ofGate(Files.readString(settings)));
    }

    @Test
    void settingsThatNobodyMadeAreNotExported(JenkinsRule jenkins) throws Exception {
        assertThat(exported()).contains("unclassified").doesNotContain("policyFile", "slackTeam");
    }

    private static String exported() throws Exception {
        var out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<?, ?> ofGate(String yaml) {
        Map<?, ?> root = new Yaml().load(yaml);
        return (Map<?, ?>) ((Map<?, ?>) root.get("unclassified")).get("approvalGate");
    }
}
