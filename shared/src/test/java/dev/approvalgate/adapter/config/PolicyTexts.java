package dev.approvalgate.adapter.config;

/** Policies for tests. */
final class PolicyTexts {

    /** Says everything that has no default, and nothing else. */
    static final String MINIMAL = """
            version: 1
            people:
              - { id: ada, accounts: { slack: T0123/U0001, github: 1001 } }
              - { id: grace, accounts: { slack: T0123/U0002, github: 1002 } }
            groups:
              payments: [ada, grace]
            identities:
              - id: payments-deploy
                issuer: https://token.actions.githubusercontent.com
                project: 4242
                pipeline: .github/workflows/deploy.yml
                owner: payments
                environments: [production]
            rules:
              - id: production
                identities: [payments-deploy]
                environments: [production]
                approvals: { from: [payments] }
                deadline: 8h
                token: { audience: https://deploy.example.com }
                channels: [slack:C0DEPLOY001]
            """;

    /** Says everything, nowhere the default. */
    static final String FULL = """
            version: 1
            people:
              - id: ada
                name: Ada Example
                accounts:
                  slack: [T0123/U0001, E0456/W0001]
                  github: [1001, github.example.com:8443/7]
                  jenkins: ldap/ada
                  oidc: { issuer: https://id.example.com, subject: "00u1|ada" }
              - { id: grace, name: Grace, accounts: { github: "1002" } }
            groups:
              payments: [ada, grace]
              owners: [grace]
            identities:
              - id: payments-deploy
                issuer: https://token.actions.githubusercontent.com
                project: "4242"
                pipeline: .github/workflows/deploy.yml
                owner: owners
                state: suspended
                actions: [deploy, rotate]
                environments: [production, Staging]
                scopes: [deploy:payments, read]
            rules:
              - id: production
                identities: [payments-deploy]
                actions: [rotate, deploy]
                environments: [Production]
                approvals: { from: [payments, owners], count: 2 }
                accepts: [unmapped_authors, incomplete_change]
                justification: required
                vote_reason: always
                deadline: P30D
                reminder: 1h30m
                token: { lifetime: 90s, validity: PT2H, audience: https://deploy.example.com, max_jobs: 3 }
                channels: [slack:C0DEPLOY001, slack:G0PRIVATE01]
            """;

    private PolicyTexts() {}
}
