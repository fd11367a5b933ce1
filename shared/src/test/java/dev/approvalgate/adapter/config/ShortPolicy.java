package dev.approvalgate.adapter.config;

/** Short policies of people {@code ada}, {@code grace} and {@code linus}; all but the last lines of each is the same. */
final class ShortPolicy {

    private final StringBuilder groups = new StringBuilder();
    private final StringBuilder identities = new StringBuilder();
    private final StringBuilder rules = new StringBuilder();

    /** Adds a line under {@code groups}. */
    ShortPolicy group(String line) {
        groups.append("  ").append(line).append('\n');
        return this;
    }

    /** Adds an identity of a project of its own. */
    ShortPolicy identity(String id, String keys) {
        return identity(id, id, keys);
    }

    /** Adds an identity of a project. */
    ShortPolicy identity(String id, String project, String keys) {
        identities.append("  - { id: %s, issuer: https://i.example.com, project: %s, pipeline: p.yml, %s }\n"
                .formatted(id, project, keys));
        return this;
    }

    /** Adds a rule. */
    ShortPolicy rule(String id, String keys) {
        rules.append("  - { id: %s, deadline: 1h, token: { audience: x }, channels: [], %s }\n".formatted(id, keys));
        return this;
    }

    /** {@return the text} */
    String text() {
        return """
                version: 1
                people:
                  - { id: ada, accounts: { github: 1 } }
                  - { id: grace, accounts: { github: 2 } }
                  - { id: linus, accounts: { github: 3 } }
                groups:
                %sidentities:
                %srules:
                %s""".formatted(groups, identities, rules);
    }

    /** {@return what is said of it, without the file's name} */
    String faults() {
        return Faults.problem(text()).getMessage().replace("policy.yaml:", "");
    }
}
