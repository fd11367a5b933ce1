package dev.approvalgate.adapter.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small text files, strictly as UTF-8. */
final class TextFile {

    private TextFile() {}

    /** Why a file could not be read, and the way out; carries nothing of what the file holds. */
    static final class Unreadable extends Exception {
        private final String remedy;

        Unreadable(String message, String remedy) {
            super(message);
            this.remedy = remedy;
        }

        String remedy() {
            return remedy;
        }

        String message() {
            return String.valueOf(getMessage());
        }
    }

    /** {@return the text of a file of at most so many bytes} */
    static String read(Path file, int largest) throws Unreadable {
        // One byte more than allowed tells a file that is too large, without reading all of it.
        byte[] bytes = bytes(file, largest + 1);
        if (bytes.length > largest) {
            throw new Unreadable("is larger than " + largest + " bytes", "check that it is the right file");
        }
        return decode(bytes);
    }

    /** {@return the first bytes of a file, so many at most} */
    static byte[] bytes(Path file, int most) throws Unreadable {
        if (Files.isDirectory(file)) {
            throw new Unreadable("is a directory", "name a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (NoSuchFileException e) {
            throw new Unreadable("there is no such file", "create it, or name another");
        } catch (AccessDeniedException e) {
            throw new Unreadable("may not be read by this process", "let the user that runs it read the file");
        } catch (IOException e) {
            throw new Unreadable(
                    "cannot be read (" + e.getClass().getSimpleName() + ")", "check the file and its disk");
        }
    }

    private static String decode(byte[] bytes) throws Unreadable {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("is not UTF-8", "save it as UTF-8");
        }
    }
}
