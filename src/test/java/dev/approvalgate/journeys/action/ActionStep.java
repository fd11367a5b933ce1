package dev.approvalgate.journeys.action;

import dev.approvalgate.journeys.tools.Program;
import dev.approvalgate.journeys.tools.Project;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.server.sandbox.github.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One use of {@code .github/actions/deploy-token}, run as GitHub's runner runs it: inputs by environment, answers by files. */
final class ActionStep {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** The form of the runner's files: a name, a delimiter, the value, and the delimiter again. */
    private static final Pattern ENTRY = Pattern.compile("(?s)([A-Za-z0-9_-]+)<<(end-[0-9a-f-]{36})\\n(.*?)\\n\\2\\n");

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    ActionStep(Path folder) {
        this.folder = folder;
        for (String file : List.of("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STATE")) {
            environment.put(file, create(file).toString());
        }
    }

    private Path create(String name) {
        try {
            return Files.createFile(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ActionStep with(String input, String value) {
        environment.put("INPUT_" + input.toUpperCase(Locale.ROOT), value);
        return this;
    }

    /** Lets the step prove that it is a job's. */
    ActionStep of(Job job) {
        environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", job.idTokenUrl());
        environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", job.runnerToken());
        return this;
    }

    Program.Result main() {
        return run("main.mjs");
    }

    /** Runs the step that follows the job's last one; the runner hands it what the first one kept. */
    Program.Result post() {
        read("GITHUB_STATE").forEach((name, value) -> environment.put("STATE_" + name, value));
        return run("post.mjs");
    }

    private Program.Result run(String file) {
        return Program.of(List.of(
                        Tool.NODE.program().orElseThrow().toString(),
                        Project.root()
                                .resolve(".github/actions/deploy-token")
                                .resolve(file)
                                .toString()))
                .in(folder)
                .with(environment)
                .run("", PATIENCE);
    }

    Optional<String> output(String name) {
        return Optional.ofNullable(read("GITHUB_OUTPUT").get(name));
    }

    Optional<String> exported(String name) {
        return Optional.ofNullable(read("GITHUB_ENV").get(name));
    }

    private Map<String, String> read(String file) {
        Map<String, String> found = new LinkedHashMap<>();
        try {
            var entries = ENTRY.matcher(Files.readString(Path.of(environment.getOrDefault(file, ""))));
            while (entries.find()) {
                found.put(entries.group(1), entries.group(3));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
