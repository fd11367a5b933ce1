package dev.approvalgate.server.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.ConfigProblem;
import dev.approvalgate.adapter.config.GateFile;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.github.GitHubManifest;
import dev.approvalgate.adapter.slack.SlackManifest;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.gate.port.ConditionCompiler;
import dev.approvalgate.server.cli.Context;
import dev.approvalgate.server.cli.GateCommand;
import dev.approvalgate.server.sandbox.SandboxCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Whoever adds a command, a key, a variable, a metric or a permission describes it in {@code docs/reference.md}. */
class ReferenceTest {

    @TempDir
    private Path dir = Path.of("");

    @Test
    void namesEveryCommandWithItsOptions() {
        String section = Reference.section("Commands");
        Map<String, CommandLine> commands = new TreeMap<>();
        collect(
                GateCommand.line(new Context(Map.of(), Clock.systemUTC())).addSubcommand(new SandboxCommand()),
                commands);
        assertThat(commands).hasSizeGreaterThan(8);

        commands.forEach((name, command) -> {
            String row = section.lines()
                    .filter(line -> line.startsWith("| `" + name + "` |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no row for " + name));
            for (OptionSpec option : command.getCommandSpec().options()) {
                String where = List.of("--help", "--version", "--json").contains(option.longestName()) ? section : row;
                for (String one : option.names()) {
                    assertThat(where).as("%s %s", name, one).containsPattern("`" + one + "[ `]");
                }
            }
        });
        assertThat(Reference.names("Commands").stream().filter(name -> name.startsWith("gate ")))
                .containsExactlyInAnyOrderElementsOf(commands.keySet());
    }

    private static void collect(CommandLine line, Map<String, CommandLine> commands) {
        if (line.getSubcommands().isEmpty()) {
            commands.put(line.getCommandSpec().qualifiedName(), line);
        }
        line.getSubcommands().values().forEach(below -> collect(below, commands));
    }

    @Test
    void namesEveryKeyOfGateYaml() throws IOException {
        Path file = Files.writeString(dir.resolve("gate.yaml"), """
                zzzzzzzzzz: 1
                slack: { zzzzzzzzzz: 1 }
                github: { zzzzzzzzzz: 1 }
                issuers: [{ zzzzzzzzzz: 1, claims: { zzzzzzzzzz: 1 } }]
                linking: { zzzzzzzzzz: 1 }
                targets: [{ zzzzzzzzzz: 1 }]
                tokens: { zzzzzzzzzz: 1 }
                token_signer: { zzzzzzzzzz: 1 }
                """);
        var problem = catchThrowableOfType(ConfigProblem.class, () -> GateFile.read(file, Map.of()));
        String section = Reference.section("gate.yaml");

        List<List<String>> mappings = knownKeys(problem);

        assertThat(mappings).hasSize(9);
        assertThat(mappings.stream().flatMap(List::stream))
                .contains("public_url", "bot_token", "private_key", "audience", "attempt")
                .allSatisfy(key -> assertThat(section).containsPattern("(?:`|\\{ |, )" + key + "\\b"));
        assertThat(Reference.names("gate.yaml"))
                .isSubsetOf(mappings.stream().flatMap(List::stream).toList());
    }

    @Test
    void namesEveryKeyOfPolicyYaml() {
        // In parts, because so many faults are told at once and no more.
        List<String> known = Stream.of("""
                        zzzzzzzzzz: 1
                        people: [{ zzzzzzzzzz: 1, accounts: { zzzzzzzzzz: 1, oidc: { zzzzzzzzzz: 1 } } }]
                        groups: { NAME: { zzzzzzzzzz: 1 } }
                        on_call: { NAME: { zzzzzzzzzz: 1, time_zone: UTC, overrides: [{ zzzzzzzzzz: 1 }] } }
                        """, """
                        identities: [{ zzzzzzzzzz: 1, rate: { zzzzzzzzzz: 1 } }]
                        freezes: [{ zzzzzzzzzz: 1 }]
                        targets: [{ zzzzzzzzzz: 1, allow: [{ zzzzzzzzzz: 1 }] }]
                        """, """
                        rules:
                          - zzzzzzzzzz: 1
                            when: { zzzzzzzzzz: 1, paths: { zzzzzzzzzz: 1 }, size: { zzzzzzzzzz: 1 } }
                            approvals: { zzzzzzzzzz: 1, any_of: [{ code_owners: { zzzzzzzzzz: 1 } }] }
                            separation_of_duties: { zzzzzzzzzz: 1 }
                            justification: { zzzzzzzzzz: 1 }
                        """, """
                        rules:
                          - windows: [{ zzzzzzzzzz: 1 }]
                            escalations: [{ zzzzzzzzzz: 1 }]
                            token: { zzzzzzzzzz: 1, github: { zzzzzzzzzz: 1 } }
                            break_glass: { zzzzzzzzzz: 1 }
                        """)
                .flatMap(ReferenceTest::keysOfPolicy)
                .filter(key -> !key.startsWith("people[].accounts.oidc."))
                .distinct()
                .toList();

        assertThat(known).contains("version", "people[].accounts.slack", "rules[].token.max_jobs");
        assertThat(Reference.names("policy.yaml")).containsExactlyInAnyOrderElementsOf(known);
    }

    private static Stream<String> keysOfPolicy(String text) {
        var problem = catchThrowableOfType(
                ConfigProblem.class,
                () -> PolicyFile.parse(text, Policy.Origin.file("policy.yaml"), ConditionCompiler.NONE));
        return problem.faults().stream()
                .filter(fault -> fault.message().equals("unknown key"))
                .flatMap(fault -> keys(fault.remedy()).stream().map(key -> path(fault.path(), key)));
    }

    /** Parts of a requirement are described where the whole is. */
    private static String path(String fault, String key) {
        return fault.replace("[0]", "[]")
                .replace("any_of[].code_owners", "code_owners")
                .replaceFirst("zzzzzzzzzz$", key);
    }

    @Test
    void namesEveryFieldOfConditions() {
        assertThat(Reference.names("Conditions")).containsExactlyInAnyOrderElementsOf(CelConditions.fields());
    }

    @Test
    void namesEveryKeyOfARepositorysOwnPolicy() {
        Policy policy = PolicyFile.parse(
                "{ version: 1, people: [], groups: {}, identities: [], rules: [] }",
                Policy.Origin.file("policy.yaml"),
                ConditionCompiler.NONE);
        String message = String.valueOf(catchThrowableOfType(
                        GateException.class,
                        () -> policy.repositories().read("{ zzzzzzzzzz: 1, version: 1, tighten: [{ zzzzzzzzzz: 1 }] }"))
                .getMessage());
        List<String> known = Reference.matches("[a-z\\[\\]0.]*zzzzzzzzzz: unknown key; .*", message).stream()
                .flatMap(fault -> keys(fault.substring(fault.indexOf("; ") + 2)).stream()
                        .map(key -> path(fault.substring(0, fault.indexOf(':')), key)))
                .toList();

        assertThat(known).contains("version", "tighten[].approvals");
        assertThat(Reference.names("approval-gate.yml")).containsExactlyInAnyOrderElementsOf(known);
    }

    private static List<List<String>> knownKeys(ConfigProblem problem) {
        return problem.faults().stream()
                .filter(fault -> fault.message().equals("unknown key"))
                .map(fault -> keys(fault.remedy()))
                .toList();
    }

    /** A fault about an unknown key lists those that are known. */
    private static List<String> keys(String remedy) {
        assertThat(remedy).startsWith("known keys are ").doesNotContain("…");
        return List.of(remedy.substring("known keys are ".length()).split(", "));
    }

    @Test
    void namesEveryMetric() {
        List<String> counted = sources()
                .map(Reference::read)
                .flatMap(text -> Reference.matches("\"gate_[a-z_]+\"", text).stream())
                .map(literal -> literal.replace("\"", ""))
                .distinct()
                .toList();
        List<String> described = Reference.names("Metrics").stream()
                .map(name -> name.replaceAll("_total$", ""))
                .map(name -> name.equals("gate_http_requests_seconds") ? "gate_http_requests" : name)
                .toList();

        assertThat(counted).contains("gate_http_requests", "gate_work_queue");
        assertThat(described).containsExactlyInAnyOrderElementsOf(counted);
    }

    @Test
    void namesEveryVariable() {
        String scripts = Reference.read(Reference.module().resolve("../gate"))
                + Reference.read(Reference.module().resolve("src/main/resources/logback.xml"));
        String code = Stream.concat(sources(), files("../shared/src/main/java"))
                .map(Reference::read)
                .collect(Collectors.joining("\n"));
        List<String> used = Stream.concat(
                        Reference.matches("\\bGATE_[A-Z_]+\\b", scripts).stream(),
                        Reference.matches("\"GATE_[A-Z_]+\"", code).stream().map(literal -> literal.replace("\"", "")))
                .distinct()
                .toList();

        assertThat(used).contains("GATE_KEY", "GATE_BUILD", "GATE_LOG");
        assertThat(Reference.names("Environment variables")).containsAll(used).contains("JAVA_HOME");
    }

    @Test
    void namesWhatTheAppsMustBeAllowed() {
        String github = Reference.section("GitHub");
        GitHubManifest.PERMISSIONS.forEach(
                (name, access) -> assertThat(github).contains("`" + name + ": " + access + "`"));
        assertThat(GitHubManifest.EVENTS).allSatisfy(event -> assertThat(github).contains("`" + event + "`"));
        assertThat(SlackManifest.SCOPES)
                .allSatisfy(scope -> assertThat(Reference.section("Slack")).contains("`" + scope + "`"));
    }

    private static Stream<Path> sources() {
        return files("src/main/java");
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> all = Files.walk(Reference.module().resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
