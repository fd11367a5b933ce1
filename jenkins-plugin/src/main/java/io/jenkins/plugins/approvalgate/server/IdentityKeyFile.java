package io.jenkins.plugins.approvalgate.server;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import hudson.util.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;

/**
 * Keeps the controller's identity key, encrypted by the controller's own master key: whoever has the file without the controller's
 * secrets has nothing. Made when it is first needed.
 */
public final class IdentityKeyFile {

    private IdentityKeyFile() {}

    /**
     * {@return the key of this controller}
     *
     * @param home where it lies
     * @throws GateException with {@code configuration_invalid} where another controller sealed it, {@code store_failed} where it cannot be
     *     read or made
     */
    public static synchronized IdentityKey in(Path home) {
        Path file = home.resolve("identity.key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(home);
                write(file, IdentityKey.generate(new SecureRandom()));
            }
            return read(file);
        } catch (IOException e) {
            throw new GateException(ReasonCode.STORE_FAILED, file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static IdentityKey read(Path file) throws IOException {
        Secret opened = Secret.decrypt(Files.readString(file).strip());
        if (opened != null) {
            try {
                return IdentityKey.parse(opened.getPlainText());
            } catch (RuntimeException e) {
                // Told below: the message may quote the key.
            }
        }
        throw new GateException(
                ReasonCode.CONFIGURATION_INVALID,
                file + " holds no key that this controller can open; restore JENKINS_HOME/secrets together with it");
    }

    /** All of it or nothing. */
    private static void write(Path file, IdentityKey key) throws IOException {
        Path fresh = file.resolveSibling("identity.key.new");
        Files.writeString(fresh, Secret.fromString(key.toJwk()).getEncryptedValue());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
