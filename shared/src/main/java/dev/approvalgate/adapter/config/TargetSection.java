package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Secret;
import java.util.List;
import java.util.Optional;

/** Reads {@code targets} of the settings. */
final class TargetSection {

    /** Whoever guesses may try as often as they like. */
    private static final int SHORTEST = 32;

    private final SecretReader secrets;
    private final Names names = new Names("target", "targets");

    private TargetSection(SecretReader secrets) {
        this.secrets = secrets;
    }

    static Optional<List<TargetSettings>> read(Value list, SecretReader secrets) {
        return list.some(new TargetSection(secrets)::target);
    }

    private Optional<TargetSettings> target(Value item) {
        Fields fields = item.fields("id", "secret");
        Optional<String> id = fields.required("id", names::declare);
        Optional<List<Secret>> secret = fields.required("secret", this::strong);
        return fields.build(() -> new TargetSettings(id.orElseThrow(), secret.orElseThrow()));
    }

    private Optional<List<Secret>> strong(Value value) {
        return secrets.oneOrTwo(value)
                .flatMap(found ->
                        found.stream().allMatch(secret -> secret.reveal().length() >= SHORTEST)
                                ? Optional.of(found)
                                : value.refuse(
                                        "what it refers to has fewer than " + SHORTEST + " characters",
                                        "make one with: openssl rand -base64 32"));
    }
}
