package io.jenkins.plugins.approvalgate.packaging;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The signatures that the plugin was compiled against, and the real classes of the same names. */
final class Stubs {

    private static final String BUILD_TOOLS = "dev.approvalgate.";

    private Stubs() {}

    /** {@return the names of all signatures} */
    static List<String> names() throws IOException, URISyntaxException {
        URI place = hudson.Extension.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path path = Path.of(place);
        if (Files.isDirectory(path)) {
            return classesIn(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return classesIn(jar.getPath("/"));
        }
    }

    /** {@return the names of the classes below a folder} */
    static List<String> classesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> !name.startsWith(BUILD_TOOLS))
                    .sorted()
                    .toList();
        }
    }

    /** {@return a loader that sees nothing but the JDK and what was named} */
    static URLClassLoader loader(ClassLoader parent, List<Path> places) throws IOException {
        var urls = new ArrayList<URL>();
        for (Path place : places) {
            urls.add(place.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), parent);
    }

    /** {@return a loader of the real Jenkins, from the jars of a folder and, after them, of the folders in it} */
    static URLClassLoader real(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return loader(
                    ClassLoader.getPlatformClassLoader(),
                    files.filter(file -> file.toString().endsWith(".jar"))
                            .sorted(Comparator.comparing(Path::getNameCount).thenComparing(Path::toString))
                            .toList());
        }
    }
}
