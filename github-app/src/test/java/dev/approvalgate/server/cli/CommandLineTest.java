package dev.approvalgate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds for every command. */
class CommandLineTest {

    @TempDir
    private Path dir = Path.of("");

    static Stream<String> commands() {
        return paths(GateCommand.line(new Context(Map.of(), Clock.systemUTC())), "").stream();
    }

    private static List<String> paths(CommandLine line, String before) {
        var paths = new ArrayList<String>();
        line.getSubcommands().forEach((name, below) -> {
            paths.add(before + name);
            paths.addAll(paths(below, before + name + " "));
        });
        return paths;
    }

    private static Cli.Result run(String command, String... more) {
        return Cli.run(Stream.concat(Stream.of(command.split(" ")), Arrays.stream(more))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void explainsItself(String command) {
        Cli.Result result = run(command, "--help");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("Usage: gate " + command)
                .contains("Exit codes:", "--json", "2   wrong usage or configuration")
                .doesNotContain("${", "<");
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void refusesWhatItDoesNotKnow(String command) {
        Cli.Result result = run(command, "--no-such-option");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("gate: ")
                .containsAnyOf("--no-such-option", "Missing required option", "Missing required parameter")
                .doesNotContain("Exception", "\tat ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aCommandIsNeeded() {
        assertThat(Cli.run().code()).isEqualTo(2);
        assertThat(Cli.run().err()).startsWith("gate: name one of its commands: serve, setup, doctor");
        assertThat(Cli.run("ledger").err()).startsWith("gate: name one of its commands: verify, export");
        assertThat(Cli.run("exprot").code()).isEqualTo(2);
        assertThat(Cli.run("docter").err()).contains("Did you mean", "doctor");
        assertThat(Cli.run("--version").out()).startsWith("Approval Gate ");
    }

    @Test
    void settingsThatAreMissingAreNamedOnce() {
        Path missing = dir.resolve("gate.yaml");
        for (String command : List.of("serve", "ledger verify", "store rebuild")) {
            Cli.Result result = run(command, "--config", missing.toString());
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err())
                    .isEqualTo("gate: " + missing + ": there is no such file; create it, or name another"
                            + System.lineSeparator());

            Cli.Result json = run(command, "--config", missing.toString(), "--json");
            assertThat(json.code()).isEqualTo(2);
            assertThat(json.err()).isEmpty();
            assertThat(json.json().path("ok").asBoolean(true)).isFalse();
            assertThat(json.json().path("reason").asText()).isEqualTo("configuration_invalid");
            assertThat(json.json().path("faults")).hasSize(1);
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamedWithoutATrace() throws Exception {
        Path text = Files.writeString(dir.resolve("text"), "no ledger, no store");

        Cli.Result missing =
                Cli.run("ledger", "verify", "--file", dir.resolve("nothing").toString());
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).startsWith("gate: there is no " + dir.resolve("nothing"));

        Cli.Result ledger = Cli.run("ledger", "verify", "--file", text.toString());
        assertThat(ledger.code()).isEqualTo(1);
        assertThat(ledger.out()).contains("BROKEN", "line 1 of " + text + " is no record");

        Cli.Result store = Cli.run("ledger", "verify", "--store", text.toString());
        assertThat(store.code()).isEqualTo(1);
        assertThat(store.err()).contains("gate: the store " + text, "restore it from a backup");
        assertThat(missing.err() + ledger.err() + store.err()).doesNotContain("\tat ");
    }
}
