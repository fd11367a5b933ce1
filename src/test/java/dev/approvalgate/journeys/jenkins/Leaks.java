package dev.approvalgate.journeys.jenkins;

import dev.approvalgate.journeys.world.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a secret can be read that should not be. */
final class Leaks {

    /** Programs, and what the block itself was told to write. */
    private static final Set<String> NOT_OURS = Set.of("plugins", "war", "workspace", "caches");

    private static final String THREADS = "println Thread.getAllStackTraces().keySet()*.name";

    private static final String ARGUMENTS = """
            def walker = new org.jenkinsci.plugins.workflow.graph.FlowGraphWalker(
                Jenkins.get().getItemByFullName('%s').getBuildByNumber(%d).execution)
            println walker.collect {
                [it.displayName, org.jenkinsci.plugins.workflow.actions.ArgumentsAction.getFilteredArguments(it)] }
            """;

    private static final List<String> BUILD_PAGES =
            List.of("api/json?depth=9", "api/xml?depth=9", "consoleText", "consoleFull", "flowGraphTable/", "replay/");

    private final List<String> forms;

    Leaks(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        // The payload alone is as bad as the whole to whoever reads it; the signature alone is what makes it work.
        forms = List.of(
                secret, Base64.getEncoder().encodeToString(bytes), secret.substring(secret.lastIndexOf('.') + 1));
    }

    /** {@return the files of a controller that hold it, by their path below its folder} */
    List<String> files(Path home) throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path inside = home.relativize(file);
                if (!NOT_OURS.contains(inside.getName(0).toString()) && holds(bytes(file))) {
                    found.add(inside.toString());
                }
            }
        }
        return found;
    }

    /** {@return what answers with it to whoever may read a build} */
    List<String> answers(JenkinsClient reader, String job, int number) {
        var found = new ArrayList<String>();
        for (String page : BUILD_PAGES) {
            String path = "job/" + job + "/" + number + "/" + page;
            Reply reply = reader.get(path);
            if (reply.status() != 200) {
                throw new AssertionError(path + " answered " + reply.status());
            }
            if (holds(reply.body())) {
                found.add(path);
            }
        }
        if (holds(reader.script(ARGUMENTS.formatted(job, number)))) {
            found.add("arguments of steps");
        }
        if (holds(reader.script(THREADS))) {
            found.add("names of threads");
        }
        return found;
    }

    private boolean holds(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    /** {@return a file's bytes as characters; empty for one that was removed meanwhile} */
    private static String bytes(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "";
    }
}
