package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The secrets by which targets prove who they are. Every question does the same work, whatever the id and the secret: both are hashed,
 * and compared in constant time with all that are known, to the end of the list.
 */
public final class TargetSecrets {

    private final List<Known> known = new ArrayList<>();
    private final BiPredicate<byte[], byte[]> comparison;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Known(byte[] id, byte[] secret) {}

    /**
     * Knows these targets and no other.
     *
     * @param targets the secrets of each target by its id; several are valid while one replaces another
     */
    public TargetSecrets(Map<String, List<Secret>> targets) {
        this(targets, MessageDigest::isEqual);
    }

    TargetSecrets(Map<String, List<Secret>> targets, BiPredicate<byte[], byte[]> comparison) {
        this.comparison = comparison;
        targets.forEach((id, secrets) -> secrets.forEach(
                secret -> known.add(new Known(hash(id), secret.sha256().bytes()))));
    }

    /** {@return whether there is a target of that id; ids are no secrets} */
    public boolean holds(String id) {
        byte[] given = hash(id);
        return known.stream().anyMatch(one -> Arrays.equals(one.id(), given));
    }

    /** {@return whether there is a target of that id with that secret} */
    public boolean match(String id, String secret) {
        byte[] givenId = hash(id);
        byte[] givenSecret = hash(secret);
        boolean found = false;
        for (Known one : known) {
            // Both are compared, and all of them.
            boolean sameId = comparison.test(one.id(), givenId);
            boolean sameSecret = comparison.test(one.secret(), givenSecret);
            found = found || (sameId && sameSecret);
        }
        return found;
    }

    private static byte[] hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).bytes();
    }
}
