package dev.approvalgate.journeys.threats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model and the tests speak of the same things. */
class ThreatModelTest {

    private static final Path DOCUMENT = Project.root().resolve("docs/threat-model.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(threat\\d\\d_\\w+)`");
    private static final Pattern WRITTEN = Pattern.compile("void (threat\\d\\d_\\w+)\\(");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d\\d) \\|(.*)$");

    @Test
    void everyThreatTestIsInTheDocumentAndTheOtherWayRound() throws IOException {
        var named = new TreeSet<String>();
        NAMED.matcher(Files.readString(DOCUMENT))
                .results()
                .forEach(match -> named.add(match.group(1) + "#" + match.group(2)));

        assertThat(named).isEqualTo(written());
    }

    @Test
    void everyTestStandsInTheRowOfItsThreat() throws IOException {
        ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .forEach(row -> NAMED.matcher(row.group(2))
                        .results()
                        .forEach(test -> assertThat(test.group(2)).startsWith("threat" + row.group(1) + "_")));
    }

    private static Set<String> written() {
        var found = new TreeSet<String>();
        for (Path tests : List.of(
                Project.root().resolve("shared/src/test"),
                Project.root().resolve("github-app/src/test"),
                Project.root().resolve("jenkins-plugin/src/test"),
                Project.root().resolve("src/test/java"))) {
            sources(tests)
                    .forEach(source -> WRITTEN.matcher(read(source))
                            .results()
                            .forEach(match -> found.add(
                                    source.getFileName().toString().replace(".java", "") + "#" + match.group(1))));
        }
        return found;
    }

    private static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
