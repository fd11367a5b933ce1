package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that seals the gate's signing keys, encrypted by the controller's own master key: whoever has the file without the
 * controller's secrets has nothing. Made at the first start.
 */
final class GateKeyFile {

    private static final int BYTES = 32;

    private GateKeyFile() {}

    static Secret in(Path home, SecureRandom random) {
        Path file = home.resolve("gate.key");
        try {
            if (!Files.exists(file)) {
                write(file, random);
            }
            hudson.util.Secret opened =
                    hudson.util.Secret.decrypt(Files.readString(file).strip());
            if (opened == null) {
                throw new GateException(
                        ReasonCode.CONFIGURATION_INVALID,
                        file + " was encrypted by another controller; restore JENKINS_HOME/secrets together with it");
            }
            return Secret.of(opened.getPlainText());
        } catch (IOException e) {
            throw new GateException(ReasonCode.STORE_FAILED, file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** All of it or nothing: a key that was cut off would seal what nobody can open. */
    private static void write(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        String sealed = hudson.util.Secret.fromString(Base64.getEncoder().encodeToString(key))
                .getEncryptedValue();
        Path fresh = file.resolveSibling("gate.key.new");
        Files.writeString(fresh, sealed);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
