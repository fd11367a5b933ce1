package dev.approvalgate.journeys.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs the scripts of {@code src/test/node}: one JSON document in, one out. */
public final class Node {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Node() {}

    /**
     * Runs a script.
     *
     * @param script its file name
     * @param input becomes its input, by Jackson's rules
     * @return its output
     */
    public static JsonNode run(String script, Object input) {
        Path folder = NodePackages.folder();
        try {
            Program.Result result = Program.of(List.of(
                            Tool.NODE.program().orElseThrow().toString(),
                            folder.resolve(script).toString()))
                    .in(folder)
                    .run(MAPPER.writeValueAsString(input), PATIENCE);
            if (result.status() != 0) {
                throw new AssertionError(script + " ended with status " + result.status() + ": " + result.tail());
            }
            return MAPPER.readTree(result.out());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(script + " answered with something that is no JSON", e);
        }
    }

    /** {@return a file beside the installed packages, for what scripts keep between runs} */
    public static Path file(String name) {
        return NodePackages.folder().resolve(name);
    }
}
