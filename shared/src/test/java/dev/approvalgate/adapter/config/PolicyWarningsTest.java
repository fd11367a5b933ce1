package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.gate.port.ConditionCompiler;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is suspicious, and does no harm. */
class PolicyWarningsTest {

    @TempDir
    private Path folder = Path.of("");

    private List<String> warnings(String text) {
        Path file = TextFiles.write(folder.resolve("policy.yaml"), text);
        return PolicyFile.inspect(file, ConditionCompiler.NONE).warnings().stream()
                .map(warning -> warning.toString().replace(file + ":", ""))
                .toList();
    }

    @Test
    void anOrdinaryPolicyHasNone() {
        assertThat(warnings(PolicyTexts.MINIMAL)).isEmpty();
        assertThat(warnings(PolicyTexts.FULL)).isEmpty();
    }

    @Test
    void whatNothingRefersToIsTold() {
        String text = PolicyTexts.MINIMAL
                .replace("groups:\n", "groups:\n  idle: [ada]\n")
                .replace(
                        "identities:\n",
                        "calendars: { austria: [2026-12-25] }\non_call: { infra: { github_team: 11/22 } }\nidentities:\n");

        assertThat(warnings(text))
                .containsExactly(
                        "6:3: groups.idle: nothing refers to this group; remove it, or use it",
                        "8:14: calendars.austria: nothing refers to this calendar; remove it, or use it",
                        "9:12: on_call.infra: nothing refers to this schedule; remove it, or use it");
    }

    @Test
    void whatAnIdentityMayAskInVainIsTold() {
        String text = PolicyTexts.MINIMAL.replace(
                "environments: [production]\nrules",
                "environments: [production, staging]\n    actions: [deploy, rotate]\nrules");

        assertThat(warnings(text))
                .containsExactly(
                        "8:5: identities[0]: no rule is for the action \"rotate\", so it is always refused; add a rule, or remove it",
                        "8:5: identities[0]: no rule is for the environment \"staging\", so it is always refused; add a rule, or remove it");
    }

    @Test
    void whatNoTokenIsForIsTold() {
        String text = PolicyTexts.MINIMAL + """
                targets:
                  - id: payments
                    audience: https://elsewhere.example.com
                    environments: [production]
                    url: https://deploy.example.com
                    proxy: nginx
                    allow: [{ methods: [POST], paths: ["/deploy"], scopes: [deploy:payments] }]
                """;

        assertThat(warnings(text))
                .containsExactly(
                        "24:15: targets[0].audience: no rule mints tokens for this audience; correct it, or that of a rule's token",
                        "28:12: targets[0].allow: no identity may have the scope \"deploy:payments\"; correct it, or add it to an identity");
    }
}
