package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.ChangeBinding;
import dev.approvalgate.domain.approval.Explanation;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a request may be put before people at all. Whatever no rule names is denied. */
public final class Admissions {

    private Admissions() {}

    /**
     * {@return whether what is asked may be put before people; that there are enough of them is not asked here}
     *
     * @param policy the policy in force
     * @param proposal what is asked
     * @param roster who is who
     * @param now when
     */
    public static Admission admit(Policy policy, Proposal proposal, Roster roster, Instant now) {
        ChangeBinding binding = proposal.change().binding();
        var parts = new ArrayList<Explanation>();
        RegisteredIdentity identity = identity(policy, binding.workload(), proposal.claims(), parts);
        if (identity == null) {
            return new Admission(null, null, Explanation.all("admission", parts), null);
        }
        mayAsk(identity, binding, parts);
        Ruling ruling = Rulings.find(policy, identity, proposal, now, parts);
        if (ruling == null) {
            return new Admission(identity, null, Explanation.all("admission", parts), null);
        }
        scopes(ruling, binding, parts);
        audience(ruling, parts);
        var times = new Times(policy, ruling, proposal, now);
        parts.addAll(times.explain());
        Findings.check(ruling, proposal, roster, parts);
        return new Admission(
                identity, ruling, Explanation.all("rule " + ruling.rule().id(), parts), times.reconsiderAt());
    }

    /** {@return the one registered identity that a workload is; empty where none or several match} */
    public static Optional<RegisteredIdentity> identify(Policy policy, WorkloadKey key, Map<String, String> claims) {
        List<RegisteredIdentity> matching = matching(policy, key, claims);
        return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }

    private static List<RegisteredIdentity> matching(Policy policy, WorkloadKey key, Map<String, String> claims) {
        return policy.identities().stream()
                .filter(candidate -> candidate.matches(key, claims))
                .toList();
    }

    private static @Nullable RegisteredIdentity identity(
            Policy policy, WorkloadKey key, Map<String, String> claims, List<Explanation> parts) {
        List<RegisteredIdentity> matching = matching(policy, key, claims);
        if (matching.size() == 1) {
            RegisteredIdentity identity = matching.get(0);
            parts.add(
                    switch (identity.state()) {
                        case ACTIVE -> Explanation.holds("identity", "a registered, active identity", identity.id());
                        case SUSPENDED ->
                            Explanation.fails(
                                    "identity",
                                    "a registered, active identity",
                                    identity.id() + " is suspended",
                                    ReasonCode.IDENTITY_SUSPENDED);
                        case QUARANTINED ->
                            Explanation.fails(
                                    "identity",
                                    "a registered, active identity",
                                    identity.id() + " is quarantined",
                                    ReasonCode.IDENTITY_QUARANTINED);
                    });
            return identity;
        }
        parts.add(Explanation.fails(
                "identity",
                "a registered, active identity",
                matching.isEmpty() ? "no identity matches " + key : "several identities match " + key,
                matching.isEmpty() ? ReasonCode.IDENTITY_UNKNOWN : ReasonCode.IDENTITY_AMBIGUOUS));
        return null;
    }

    private static void mayAsk(RegisteredIdentity identity, ChangeBinding binding, List<Explanation> parts) {
        parts.add(check(
                identity.actions().contains(binding.action()),
                "action",
                "one that " + identity.id() + " may ask for",
                binding.action().name(),
                ReasonCode.ACTION_NOT_ALLOWED));
        parts.add(check(
                identity.environments().contains(binding.environment()),
                "environment",
                "one that " + identity.id() + " may ask for",
                binding.environment().key(),
                ReasonCode.ENVIRONMENT_NOT_ALLOWED));
        parts.add(check(
                identity.scopes().containsAll(binding.scopes()),
                "scopes",
                "among those of " + identity.id(),
                named(binding),
                ReasonCode.SCOPE_NOT_ALLOWED));
    }

    private static void scopes(Ruling ruling, ChangeBinding binding, List<Explanation> parts) {
        ruling.scopes()
                .ifPresent(most -> parts.add(check(
                        most.containsAll(binding.scopes()),
                        "scopes of the rule",
                        "among " + String.join(" ", most.stream().sorted().toList()),
                        named(binding),
                        ReasonCode.SCOPE_NOT_ALLOWED)));
    }

    /** A token for whom one rule names could be one that another rule never meant to give. */
    private static void audience(Ruling ruling, List<Explanation> parts) {
        List<String> audiences = ruling.audiences();
        if (audiences.size() > 1) {
            parts.add(Explanation.fails(
                    "audience",
                    "the same by every rule that may apply",
                    String.join(" and ", audiences),
                    ReasonCode.AUDIENCE_NOT_ALLOWED));
        }
    }

    private static String named(ChangeBinding binding) {
        return binding.scopes().isEmpty() ? "none" : String.join(" ", binding.scopes());
    }

    /** {@return a requirement that holds or fails} */
    static Explanation check(boolean holds, String requirement, String expected, String observed, ReasonCode reason) {
        return holds
                ? Explanation.holds(requirement, expected, observed)
                : Explanation.fails(requirement, expected, observed, reason);
    }
}
