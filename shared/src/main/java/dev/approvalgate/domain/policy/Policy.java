package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Sha256;
import java.util.List;

/**
 * A loaded policy. What it does not allow is denied.
 *
 * @param digest SHA-256 of its text
 * @param text the text itself, as loaded
 * @param origin where it came from, such as a file's path
 * @param people persons and groups
 * @param identities the pipelines it knows
 * @param rules who must say yes to what
 */
public record Policy(
        Sha256 digest,
        String text,
        String origin,
        People people,
        List<RegisteredIdentity> identities,
        List<Rule> rules) {

    public Policy {
        identities = List.copyOf(identities);
        rules = List.copyOf(rules);
    }

    @Override
    public String toString() {
        return "policy " + digest.prefix() + " from " + origin;
    }
}
