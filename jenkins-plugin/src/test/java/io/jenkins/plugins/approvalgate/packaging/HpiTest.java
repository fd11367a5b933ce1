package io.jenkins.plugins.approvalgate.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The installable archive: small, complete, and in nobody's way. */
class HpiTest {

    private static final long LARGEST = 20_000_000;
    private static final List<String> OURS = List.of("dev.approvalgate.", "io.jenkins.plugins.approvalgate.");

    private static Hpi hpi;

    @BeforeAll
    static void open() throws IOException {
        hpi = Hpi.built();
    }

    @Test
    void isSmall() throws IOException {
        assertThat(Hpi.size()).isBetween(1_000_000L, LARGEST);
    }

    @Test
    void saysWhatItIsOutsideAndInside() throws IOException {
        Attributes inside = Hpi.manifest(hpi.libraries().get("approval-gate.jar"));
        Attributes outside = hpi.manifest();
        for (String name : List.of(
                "Short-Name",
                "Extension-Name",
                "Long-Name",
                "Plugin-Version",
                "Jenkins-Version",
                "Minimum-Java-Version",
                "Plugin-Dependencies",
                "Mask-Classes")) {
            assertThat(outside.getValue(name)).as(name).isNotBlank().isEqualTo(inside.getValue(name));
        }
        assertThat(outside.getValue("Short-Name")).isEqualTo("approval-gate");
    }

    @Test
    void bringsNothingThatJenkinsBrings() throws IOException {
        assertThat(hpi.libraries().keySet())
                .noneMatch(name -> name.matches(
                        "(slf4j|commons-io|guava|jspecify|error_prone|antlr4|kotlin-stdlib-(common|jdk)|okio-\\d).*"))
                .noneMatch(name -> name.startsWith("AmazonCorretto") || name.contains("signatures"))
                .anyMatch(name -> name.startsWith("approval-gate-shared-"))
                .anyMatch(name -> name.startsWith("okio-jvm-"));
    }

    @Test
    void bringsNoSignature() throws IOException {
        for (Map<String, byte[]> files : hpi.libraries().values()) {
            assertThat(files.keySet())
                    .noneMatch(name -> name.startsWith("hudson/") || name.startsWith("jenkins/"))
                    .noneMatch(name -> name.startsWith("dev/approvalgate/jenkins/"));
        }
    }

    @Test
    void bringsSqliteForLinuxOnly() throws IOException {
        Map<String, byte[]> sqlite = hpi.libraries().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("sqlite-jdbc-"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(sqlite.keySet().stream().filter(name -> name.startsWith("org/sqlite/native/")))
                .containsExactly(
                        "org/sqlite/native/Linux-Musl/aarch64/libsqlitejdbc.so",
                        "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so",
                        "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
                        "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so");
    }

    /** Another plugin's library of the same name, in another version, would be found first otherwise. */
    @Test
    void seesItsOwnLibrariesAndNothingElseLess() throws IOException {
        List<String> masks = List.of(hpi.manifest().getValue("Mask-Classes").split(" "));
        var unmasked = new TreeSet<String>();
        for (Map<String, byte[]> files : hpi.libraries().values()) {
            files.keySet().stream()
                    .filter(name -> name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF/"))
                    .map(name -> name.substring(0, name.lastIndexOf('/') + 1).replace('/', '.'))
                    .filter(part -> Stream.concat(masks.stream(), OURS.stream()).noneMatch(part::startsWith))
                    .forEach(unmasked::add);
        }
        assertThat(unmasked).as("packages that no mask names").isEmpty();
        assertThat(masks)
                .allSatisfy(mask -> assertThat(hpi.libraries().values())
                        .as(mask)
                        .anyMatch(files ->
                                files.keySet().stream().anyMatch(name -> name.startsWith(mask.replace('.', '/')))));
        assertThat(masks).allMatch(mask -> mask.endsWith("."));
    }
}
