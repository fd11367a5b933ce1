package io.jenkins.plugins.approvalgate.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The archive that an administrator installs. */
final class Hpi {

    private static final Path FILE = Path.of("target", "approval-gate.hpi");
    private static final String LIBRARIES = "WEB-INF/lib/";

    private final Map<String, byte[]> entries;
    private final Map<String, Map<String, byte[]>> libraries = new TreeMap<>();

    private Hpi(Map<String, byte[]> entries) throws IOException {
        this.entries = entries;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().startsWith(LIBRARIES)) {
                libraries.put(entry.getKey().substring(LIBRARIES.length()), entries(entry.getValue()));
            }
        }
    }

    static Hpi built() throws IOException {
        return new Hpi(entries(Files.readAllBytes(FILE)));
    }

    static long size() throws IOException {
        return Files.size(FILE);
    }

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        var entries = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return entries;
    }

    /** {@return the files of each library by the library's file name} */
    Map<String, Map<String, byte[]>> libraries() {
        return libraries;
    }

    /** {@return what the plugin's manager reads} */
    Attributes manifest() throws IOException {
        return manifest(entries);
    }

    static Attributes manifest(Map<String, byte[]> files) throws IOException {
        return new Manifest(new ByteArrayInputStream(files.get("META-INF/MANIFEST.MF"))).getMainAttributes();
    }
}
