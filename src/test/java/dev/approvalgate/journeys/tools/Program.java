package dev.approvalgate.journeys.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
public final class Program {

    private final List<String> command;
    private final Path folder;
    private final Map<String, String> environment;

    private Program(List<String> command, Path folder, Map<String, String> environment) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** {@return a program with its arguments, run in this module's target folder} */
    public static Program of(List<String> command) {
        return new Program(command, Project.target(), Map.of());
    }

    /** {@return the same in another folder} */
    public Program in(Path other) {
        return new Program(command, other, environment);
    }

    /** {@return the same with more environment variables} */
    public Program with(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new Program(command, folder, all);
    }

    /**
     * Runs it to its end.
     *
     * @param input what it reads from its standard input
     * @param patience how long it may take; it is killed then
     */
    public Result run(String input, Duration patience) {
        try {
            Path in = Files.createTempFile("program", ".in");
            Path out = Files.createTempFile("program", ".out");
            Path err = Files.createTempFile("program", ".err");
            try {
                Files.writeString(in, input);
                var builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    return new Result(-1, text(out), "not done after " + patience + "\n" + text(err));
                }
                return new Result(process.exitValue(), text(out), text(err));
            } finally {
                Files.deleteIfExists(in);
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command.get(0), e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /**
     * What became of it.
     *
     * @param status the exit status; -1 where it was killed
     * @param out what it wrote to its standard output
     * @param err what it wrote to its standard error
     */
    public record Result(int status, String out, String err) {
        /** {@return the end of what it wrote} */
        public String tail() {
            String all = err.isBlank() ? out : err;
            return all.substring(Math.max(0, all.length() - 2000)).strip();
        }
    }
}
