package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Secret;
import java.util.List;

/**
 * A target that may ask about tokens; key {@code targets}.
 *
 * @param id names it; key {@code id}, required
 * @param secrets by which it proves itself, the newest first, from one to two; required
 */
public record TargetSettings(String id, List<Secret> secrets) {
    public TargetSettings {
        secrets = List.copyOf(secrets);
    }
}
