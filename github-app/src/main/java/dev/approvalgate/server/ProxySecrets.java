package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.TargetSettings;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.Target;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the targets of a policy with the secrets of {@code gate.yaml}. What does not fit is no fault: either file may be changed first. */
public final class ProxySecrets {

    private static final Logger LOG = LoggerFactory.getLogger(ProxySecrets.class);

    private ProxySecrets() {}

    /** {@return what does not fit, a sentence each, with the way out} */
    public static List<String> gaps(GateSettings settings, Policy policy) {
        Set<String> secrets =
                settings.targets().stream().map(TargetSettings::id).collect(Collectors.toCollection(TreeSet::new));
        Set<String> others = new TreeSet<>(secrets);
        policy.targets().forEach(target -> others.remove(target.id()));
        return Stream.concat(
                        policy.targets().stream().flatMap(target -> gap(target, secrets.contains(target.id()))),
                        others.stream()
                                .map(id -> "\"" + id
                                        + "\" has a secret in gate.yaml and is no target of the policy: it may ask whether tokens live, and at /authz/"
                                        + id + " nothing"))
                .toList();
    }

    private static Stream<String> gap(Target target, boolean secret) {
        if (secret && target.open()) {
            return Stream.of(
                    "\"" + target.id()
                            + "\" says secret: none in the policy and has a secret in gate.yaml, which is demanded; remove one of the two");
        }
        return secret || target.open()
                ? Stream.empty()
                : Stream.of("\"" + target.id()
                        + "\" has no secret in gate.yaml, so nobody may ask at /authz/" + target.id()
                        + "; add one under targets, or say secret: none in the policy");
    }

    /** Logs what does not fit. */
    static void warn(GateSettings settings, Policy policy) {
        gaps(settings, policy).forEach(gap -> LOG.warn("target {}", gap));
    }
}
