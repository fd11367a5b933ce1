package dev.approvalgate.journeys.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy as a team would write it: two approvers, an author who is one of their group too, one pipeline, one rule. Immutable; each method
 * gives a changed copy.
 *
 * @param realm the realm of GitHub accounts
 * @param project the repository's id
 * @param issuer the issuer of the pipelines' identity tokens
 * @param values what can be changed, by name
 */
public record PolicyText(String realm, long project, String issuer, Map<String, String> values) {

    /** What tokens are minted for. */
    public static final String AUDIENCE = "https://deploy.example.com";

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("group", "[author, approver-1, approver-2]"),
            Map.entry("count", "1"),
            Map.entry("approvals", ""),
            Map.entry("state", "active"),
            Map.entry("accepts", "[incomplete_change]"),
            Map.entry("justification", "optional"),
            Map.entry("vote_reason", "on_reject"),
            Map.entry("deadline", "8h"),
            Map.entry("max_jobs", "1"),
            Map.entry("dpop", "optional"),
            Map.entry("github", ""),
            Map.entry("channels", "[slack:C0DEPLOY001]"),
            Map.entry("people", ""),
            Map.entry("targets", ""));

    /** {@return the usual policy} */
    static PolicyText usual(String realm, long project, String issuer) {
        return new PolicyText(realm, project, issuer, DEFAULTS);
    }

    /**
     * {@return the same with one value changed}
     *
     * @param name one of group, count, approvals (instead of the group's), state, accepts, justification, vote_reason, deadline, max_jobs, dpop, github (begins with a comma), channels,
     *     people, targets
     * @param value in YAML
     */
    public PolicyText with(String name, String value) {
        if (!DEFAULTS.containsKey(name)) {
            throw new IllegalArgumentException("no value " + name);
        }
        var changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new PolicyText(realm, project, issuer, changed);
    }

    /** {@return the text of the policy file} */
    public String text() {
        var text = new StringBuilder("version: 1\npeople:\n");
        for (Someone person : List.of(Someone.AUTHOR, Someone.APPROVER_1, Someone.APPROVER_2, Someone.ON_CALL)) {
            text.append("  - { id: %s, name: %s, accounts: { slack: T0SANDBOX01/%s, github: %s/%d } }%n"
                    .formatted(
                            person.id(),
                            person.github().login(),
                            person.slack(),
                            realm,
                            person.github().id()));
        }
        text.append(values.get("people"));
        text.append("groups:%n  payments-team: %s%n  operations: [on-call]%n".formatted(values.get("group")));
        for (String pipeline : List.of("deploy", "other")) {
            text.append(pipeline.equals("deploy") ? "identities:\n" : "");
            text.append("""
                      - id: payments-%s
                        issuer: %s
                        project: %d
                        pipeline: .github/workflows/%s.yml
                        owner: payments-team
                        state: %s
                        actions: [deploy]
                        environments: [production, staging]
                        scopes: [deploy:payments]
                    """.formatted(pipeline, issuer, project, pipeline, values.get("state")));
        }
        text.append("""
                rules:
                  - id: everything
                    identities: [payments-deploy, payments-other]
                    environments: [production, staging]
                    approvals: %s
                    accepts: %s
                    justification: %s
                    vote_reason: %s
                    deadline: %s
                    token: { lifetime: 15m, validity: 1h, audience: %s, max_jobs: %s, dpop: %s%s }
                    channels: %s
                """.formatted(
                        approvals(),
                        values.get("accepts"),
                        values.get("justification"),
                        values.get("vote_reason"),
                        values.get("deadline"),
                        AUDIENCE,
                        values.get("max_jobs"),
                        values.get("dpop"),
                        values.get("github"),
                        values.get("channels")));
        text.append(values.get("targets"));
        return text.toString();
    }

    private String approvals() {
        String other = values.getOrDefault("approvals", "");
        return other.isEmpty() ? "{ from: [payments-team], count: %s }".formatted(values.get("count")) : other;
    }
}
