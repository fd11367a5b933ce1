package io.jenkins.plugins.approvalgate.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import hudson.Extension;
import hudson.init.Initializer;
import hudson.init.Terminator;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.java.sezpoz.Index;
import org.jenkinsci.Symbol;
import org.junit.jupiter.api.Test;

/** Jenkins finds only what is listed. */
class IndexTest {

    private static final Path CLASSES = Path.of("target", "classes");
    private static final JavaClasses PLUGIN = new ClassFileImporter().importPath(CLASSES);

    @Test
    void everyExtensionIsListed() {
        Set<String> listed = StreamSupport.stream(
                        Index.load(Extension.class, Object.class, getClass().getClassLoader())
                                .spliterator(),
                        false)
                .map(item -> item.className())
                .collect(Collectors.toSet());
        assertThat(listed).isEqualTo(bearing(Extension.class));
    }

    @Test
    void everySymbolIsListed() throws IOException {
        for (Class<? extends Annotation> annotation : List.of(Symbol.class, Initializer.class, Terminator.class)) {
            Path index = CLASSES.resolve("META-INF/annotations").resolve(annotation.getName());
            Set<String> listed = Files.exists(index) ? Set.copyOf(Files.readAllLines(index)) : Set.of();
            assertThat(listed).as(annotation.getName()).isEqualTo(bearing(annotation));
        }
    }

    /** {@return the plugin's classes that bear an annotation, or whose members do} */
    private static Set<String> bearing(Class<? extends Annotation> annotation) {
        return PLUGIN.stream()
                .filter(type -> type.isAnnotatedWith(annotation)
                        || type.getMembers().stream().anyMatch(member -> member.isAnnotatedWith(annotation)))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }
}
