package io.jenkins.plugins.approvalgate.packaging;

import java.io.File;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Holds every signature against the real Jenkins, whose jars lie in the folder that {@code -Djenkins.classpath} names. */
@EnabledIfSystemProperty(
        named = "jenkins.classpath",
        matches = ".+",
        disabledReason = "no jars of Jenkins to compare with; name their folder with -Djenkins.classpath")
class SignaturesTest {

    private static final Path JARS = Path.of(System.getProperty("jenkins.classpath", ""));
    private static final Path PLUGIN = Path.of("target", "classes");

    @Test
    void everySignatureIsWhatJenkinsHas() throws Exception {
        List<String> names = Stubs.names();
        Predicate<String> spoken = Set.copyOf(names)::contains;
        Predicate<String> spokenOrJdk = spoken.or(name -> name.startsWith("java."));
        var softly = new SoftAssertions();
        try (URLClassLoader jenkins = Stubs.real(JARS)) {
            for (String name : names) {
                Class<?> stub = Class.forName(name, false, getClass().getClassLoader());
                Class<?> real = Class.forName(name, false, jenkins);
                softly.assertThat(Shape.head(stub)).isEqualTo(Shape.head(real));
                softly.assertThat(Shape.supertypes(stub, spokenOrJdk))
                        .as("supertypes of %s", name)
                        .isEqualTo(Shape.supertypes(real, spokenOrJdk));
                softly.assertThat(Shape.members(real)).as(name).containsAll(Shape.members(stub));
                if (stub.isAnnotation()) {
                    softly.assertThat(Shape.annotations(stub)).as(name).isEqualTo(Shape.annotations(real));
                }
            }
        }
        softly.assertAll();
    }

    /** A method that is abstract there and unknown here would end a build with an AbstractMethodError. */
    @Test
    void thePluginImplementsAllThatIsAbstractInJenkins() throws Exception {
        var softly = new SoftAssertions();
        try (URLClassLoader jenkins = Stubs.real(JARS);
                URLClassLoader plugin = Stubs.loader(jenkins, pluginAndLibraries())) {
            for (String name : Stubs.classesIn(PLUGIN)) {
                Class<?> type = Class.forName(name, false, plugin);
                if (!Modifier.isAbstract(type.getModifiers())) {
                    softly.assertThat(Shape.missing(type)).as(name).isEmpty();
                }
            }
        }
        softly.assertAll();
    }

    /** {@return the plugin and what it was compiled with, without the signatures} */
    private static List<Path> pluginAndLibraries() {
        var places = new ArrayList<Path>();
        places.add(PLUGIN.toAbsolutePath());
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(place -> !place.contains("signatures"))
                .map(Path::of)
                .forEach(places::add);
        return places;
    }
}
