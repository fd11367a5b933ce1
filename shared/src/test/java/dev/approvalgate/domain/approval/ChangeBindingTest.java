package dev.approvalgate.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeBindingTest {

    private static final String COMMIT = "5f0c6a1d2b3e4f5a6b7c8d9e0f1a2b3c4d5e6f70";
    private static final Sha256 DEFINITION = Sha256.of("on: push");

    private static ChangeBinding of(
            WorkloadKey key,
            String action,
            Run run,
            String environment,
            @Nullable String commit,
            @Nullable Sha256 definition,
            List<String> artifacts,
            Map<String, String> parameters,
            List<String> scopes) {
        return new ChangeBinding(
                key,
                new Action(action),
                run,
                Environment.of(environment),
                commit,
                definition,
                artifacts,
                parameters,
                scopes);
    }

    private static final WorkloadKey KEY = new WorkloadKey("https://issuer.example", "42", "deploy.yml");

    private static List<ChangeBinding> allDifferent() {
        var run = new Run("7", 1);
        List<String> none = List.of();
        Map<String, String> plain = Map.of();
        return List.of(
                of(KEY, "deploy", run, "production", COMMIT, DEFINITION, none, plain, none),
                of(
                        new WorkloadKey("https://other.example", "42", "deploy.yml"),
                        "deploy",
                        run,
                        "production",
                        COMMIT,
                        DEFINITION,
                        none,
                        plain,
                        none),
                of(
                        new WorkloadKey("https://issuer.example", "43", "deploy.yml"),
                        "deploy",
                        run,
                        "production",
                        COMMIT,
                        DEFINITION,
                        none,
                        plain,
                        none),
                of(
                        new WorkloadKey("https://issuer.example", "42", "other.yml"),
                        "deploy",
                        run,
                        "production",
                        COMMIT,
                        DEFINITION,
                        none,
                        plain,
                        none),
                of(KEY, "rotate", run, "production", COMMIT, DEFINITION, none, plain, none),
                of(KEY, "deploy", new Run("8", 1), "production", COMMIT, DEFINITION, none, plain, none),
                of(KEY, "deploy", new Run("7", 2), "production", COMMIT, DEFINITION, none, plain, none),
                of(KEY, "deploy", new Run("71", 1), "production", COMMIT, DEFINITION, none, plain, none),
                of(KEY, "deploy", run, "staging", COMMIT, DEFINITION, none, plain, none),
                of(KEY, "deploy", run, "production", "0".repeat(40), DEFINITION, none, plain, none),
                of(KEY, "deploy", run, "production", null, DEFINITION, none, plain, none),
                of(KEY, "deploy", run, "production", "null", DEFINITION, none, plain, none),
                of(KEY, "deploy", run, "production", COMMIT, Sha256.of("other"), none, plain, none),
                of(KEY, "deploy", run, "production", COMMIT, null, none, plain, none),
                of(KEY, "deploy", run, "production", COMMIT, DEFINITION, List.of("sha256:a"), plain, none),
                of(KEY, "deploy", run, "production", COMMIT, DEFINITION, List.of("sha256:b"), plain, none),
                of(KEY, "deploy", run, "production", COMMIT, DEFINITION, List.of("sha256:a", "sha256:b"), plain, none),
                of(KEY, "deploy", run, "production", COMMIT, DEFINITION, none, Map.of("a", "1"), none),
                of(KEY, "deploy", run, "production", COMMIT, DEFINITION, none, Map.of("a", "2"), none),
                of(KEY, "deploy", run, "production", COMMIT, DEFINITION, none, Map.of("b", "1"), none),
                of(KEY, "deploy", run, "production", COMMIT, DEFINITION, none, plain, List.of("sha256:a")),
                of(KEY, "deploy", run, "production", COMMIT, DEFINITION, none, plain, List.of("x", "y")),
                of(KEY, "deploy", run, "production", COMMIT, DEFINITION, none, plain, List.of("x y")));
    }

    @Test
    void whateverDiffersChangesTheDigest() {
        var digests = new HashSet<Sha256>();
        for (ChangeBinding binding : allDifferent()) {
            assertThat(digests.add(binding.digest())).as(binding.toString()).isTrue();
        }
    }

    @Test
    void orderAndRepetitionOfArtifactsAndScopesDoNotMatter() {
        var random = new Random(42);
        var names = new ArrayList<>(List.of("a", "b", "c", "d", "B", "é"));
        var expected = of(KEY, "deploy", new Run("7", 1), "production", COMMIT, null, names, Map.of(), names);
        for (int round = 0; round < 50; round++) {
            var shuffled = new ArrayList<>(names);
            shuffled.add(names.get(random.nextInt(names.size())));
            Collections.shuffle(shuffled, random);
            var binding = of(KEY, "deploy", new Run("7", 1), "production", COMMIT, null, shuffled, Map.of(), shuffled);
            assertThat(binding).isEqualTo(expected);
            assertThat(binding.digest()).isEqualTo(expected.digest());
        }
    }

    @Test
    void theSameEnvironmentWrittenOtherwiseIsTheSameChange() {
        var one = of(KEY, "deploy", new Run("7", 1), "Production", COMMIT, null, List.of(), Map.of(), List.of());
        var other = of(KEY, "deploy", new Run("7", 1), "production", COMMIT, null, List.of(), Map.of(), List.of());
        assertThat(one.digest()).isEqualTo(other.digest());
    }

    /** The form is a contract: receipts and other implementations depend on it. Never change it without a new {@code v}. */
    @Test
    void theDigestedTextIsFixed() {
        var binding = of(
                KEY,
                "deploy",
                new Run("7", 1),
                "production",
                COMMIT,
                null,
                List.of("sha256:b", "sha256:a"),
                Map.of("b", "2", "a", "1"),
                List.of("deploy:x"));
        assertThat(CanonicalJson.text(binding.canonical()))
                .isEqualTo("{\"action\":\"deploy\",\"artifacts\":[\"sha256:a\",\"sha256:b\"],\"commit\":\"" + COMMIT
                        + "\",\"definition\":null,\"environment\":\"production\",\"issuer\":\"https://issuer.example\","
                        + "\"parameters\":{\"a\":\"1\",\"b\":\"2\"},\"pipeline\":\"deploy.yml\",\"project_id\":\"42\","
                        + "\"run_attempt\":1,\"run_id\":\"7\",\"scopes\":[\"deploy:x\"],\"v\":1}");
        assertThat(binding.digest()).isEqualTo(Sha256.of(CanonicalJson.text(binding.canonical())));
    }
}
