package dev.approvalgate.adapter.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskPathsTest {

    @ParameterizedTest
    @CsvSource({
        ".github/workflows/deploy.yml,PIPELINE",
        "ci/Jenkinsfile,PIPELINE",
        "service/src/main/resources/db/migration/V2__add.sql,MIGRATION",
        "infra/main.tf,INFRASTRUCTURE",
        "Dockerfile,INFRASTRUCTURE",
        "config/.env.production,SECRETS",
        "keys/server.PEM,SECRETS",
        "web/package-lock.json,DEPENDENCIES",
        "pom.xml,DEPENDENCIES",
        ".github/CODEOWNERS,OWNERSHIP",
        "CODEOWNERS,OWNERSHIP",
        "policy.yaml,OWNERSHIP",
        ".github/approval-gate.yml,OWNERSHIP"
    })
    void threat37_pathsThatDeserveASecondLookAreNamed(String path, RiskKind kind) {
        assertThat(RiskPaths.of(List.of("src/App.java", path))).singleElement().satisfies(risk -> {
            assertThat(risk.kind()).isEqualTo(kind);
            assertThat(risk.paths()).containsExactly(path);
        });
    }

    @Test
    void plainSourcesAreNoRisk() {
        assertThat(RiskPaths.of(List.of("src/App.java", "README.md", "docs/keyboard.md")))
                .isEmpty();
    }
}
