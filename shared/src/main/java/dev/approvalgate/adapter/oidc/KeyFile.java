package dev.approvalgate.adapter.oidc;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An issuer's public keys in a file of at most 512 KiB, for issuers that cannot be reached from here. Whoever can write the file can be any
 * workload of the issuer.
 */
final class KeyFile implements IssuerKeys.Source {

    private static final int LARGEST = 512 * 1024;

    private final Path file;

    private KeyFile(Path file) {
        this.file = file;
    }

    /** @throws GateException with {@code configuration_invalid} where the file cannot be used */
    static KeyFile of(String issuer, Path file) {
        var keys = new KeyFile(file);
        try {
            keys.fetch();
            return keys;
        } catch (IOException e) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "the keys of the issuer " + issuer + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    /** Whoever takes a key out of a file, or the file away, means it. */
    @Override
    public Duration patience() {
        return IssuerKeys.FRESH;
    }

    @Override
    public KeySet fetch() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than " + LARGEST + " bytes");
            }
            JsonNode set = KeyDocuments.MAPPER.readTree(bytes);
            for (JsonNode key : set.path("keys")) {
                if (key.has("d") || key.has("k")) {
                    throw new IOException("it holds a private or symmetric key; copy public keys only");
                }
            }
            return KeySet.of(set);
        } catch (JsonProcessingException e) {
            // Its message quotes the file.
            JsonLocation at = e.getLocation();
            throw new IOException(
                    file + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr())
                            + ": it is no JSON that we can read",
                    e);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
