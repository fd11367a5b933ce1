package dev.approvalgate.jenkins;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes a plugin's archive small: the libraries in it are stored plain and compressed as a whole, which saves a third, and SQLite's
 * native parts are left out for machines on which no controller runs. The manifest is that of the plugin's own jar. Order and times
 * of the entries stay, so that two builds of one commit are alike.
 */
public final class HpiPacker {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    /** SQLite's native parts, but those for Linux on x86_64 and aarch64 with either C library. */
    private static final Pattern NATIVE = Pattern.compile("org/sqlite/native/(?!Linux(-Musl)?/(x86_64|aarch64)/).+");

    private HpiPacker() {}

    /**
     * Packs.
     *
     * @param args the archive as it was assembled, the plugin's own jar, and where the small archive is to be
     */
    public static void main(String[] args) throws IOException {
        byte[] manifest;
        try (var own = new ZipFile(args[1])) {
            manifest = own.getInputStream(own.getEntry(MANIFEST)).readAllBytes();
        }
        try (var from = new ZipInputStream(Files.newInputStream(Path.of(args[0])));
                var to = new ZipOutputStream(Files.newOutputStream(Path.of(args[2])))) {
            to.setLevel(Deflater.BEST_COMPRESSION);
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                byte[] content = entry.getName().equals(MANIFEST) ? manifest : from.readAllBytes();
                write(to, entry, entry.getName().endsWith(".jar") ? plain(content) : content, true);
            }
        }
    }

    private static byte[] plain(byte[] jar) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var from = new ZipInputStream(new ByteArrayInputStream(jar));
                var to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                if (!NATIVE.matcher(entry.getName()).matches()) {
                    write(to, entry, from.readAllBytes(), false);
                }
            }
        }
        return out.toByteArray();
    }

    private static void write(ZipOutputStream to, ZipEntry old, byte[] content, boolean compressed) throws IOException {
        var entry = new ZipEntry(old.getName());
        entry.setTimeLocal(old.getTimeLocal());
        if (!compressed) {
            var sum = new CRC32();
            sum.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(sum.getValue());
        }
        to.putNextEntry(entry);
        to.write(content);
        to.closeEntry();
    }
}
