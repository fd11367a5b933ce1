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

    /** Says everything but a condition, nowhere the default. */
    static final String FULL = """
            version: 1
            calendars:
              austria: [2026-12-25, 2026-12-26]
            people:
              - id: ada
                name: Ada Example
                accounts:
                  slack: [T0123/U0001, E0456/W0001]
                  github: [1001, github.example.com:8443/7]
                  jenkins: [ldap/ada, { realm: ci.example.com/a, id: corp/ada }]
                  oidc: { issuer: https://id.example.com, subject: "00u1|ada" }
              - { id: grace, name: Grace, accounts: { github: "1002" } }
            groups:
              payments: [ada, grace]
              owners: [grace]
              release:
                people: [ada]
                github_teams: [11/22, GitHub.example.com:8443/33/44]
                slack_user_groups: [T0123/S0456]
            on_call:
              payments:
                time_zone: Europe/Vienna
                starts: 2026-11-02T09:00
                turn: 7d
                order: [ada, grace]
                overrides: [{ person: grace, from: 2026-12-24T09:00, to: 2026-12-26T09:00 }]
              infra: { slack_user_group: T0123/S0789 }
              network: { github_team: 11/55 }
            identities:
              - id: payments-deploy
                issuer: https://token.actions.githubusercontent.com
                project: "4242"
                pipeline: .github/workflows/deploy.yml
                claims: { ref: refs/heads/main, repository_owner_id: 77 }
                owner: owners
                state: suspended
                actions: [deploy, rotate]
                environments: [production, Staging]
                scopes: [deploy:payments, read]
                rate: { requests: 20, per: 1h }
            freezes:
              - id: year-end
                time_zone: Europe/Vienna
                from: 2026-12-20T00:00
                to: 2027-01-07T08:00
                environments: [production]
                reason: closing of the year
            rules:
              - id: migrations
                identities: [payments-deploy]
                owners: [owners]
                actions: [rotate, deploy]
                environments: [Production]
                when:
                  branches: [main, "release/*"]
                  tags: ["v*"]
                  paths: { any: ["db/**"], all: ["**/*.sql"], none: ["infra/**"] }
                  labels: { any: [urgent], all: [reviewed], none: [wip] }
                  triggers: [push, workflow_dispatch]
                  size: { least_files: 1, most_files: 10, least_lines: 2, most_lines: 200 }
                  risks: { any: [migration], all: [migration, infrastructure], none: [secrets] }
                  times: [{ days: [sat, sun], from: "22:00", to: "06:00", time_zone: UTC }]
                approvals:
                  all_of:
                    - { from: [payments, owners], count: 2 }
                    - { code_owners: { unowned: [owners] } }
                    - any_of:
                        - { identity_owner: true, count: 1 }
                        - { on_call: payments }
                    - { at_least: 2, of: [{ on_call: infra, count: 2 }, { on_call: network }, { from: [release] }] }
                separation_of_duties: { allow: [merger, owner] }
                accepts: [unmapped_authors, incomplete_change, unknown_trigger]
                assurance: server
                justification: { pattern: "[A-Z]{2,10}-[0-9]{1,6}" }
                vote_reason: always
                deadline: P30D
                windows:
                  - { days: [mon, fri], from: "09:00", to: "24:00", time_zone: Europe/Vienna, except: [austria] }
                lead_time: 10m
                supersede: true
                reminder: 1h30m
                escalations: [{ after: 2h, channels: [slack:C0ESCALATE1] }]
                token:
                  lifetime: 90s
                  validity: PT2H
                  audience: https://deploy.example.com
                  max_jobs: 3
                  dpop: required
                  scopes: [read]
                  algorithm: RS256
                break_glass:
                  from: [release]
                  own_change: true
                  lifetime: 1m
                  review_within: 24h
                  reviewers: [payments]
                channels: [slack:C0DEPLOY001, slack:G0PRIVATE01]
              - id: documentation
                environments: [staging]
                when: { paths: ["docs/**"], labels: [docs], risks: [ownership] }
                auto_approve: documentation only
                justification: required
                assurance: any
                deadline: 1h
                token: { audience: x }
                channels: []
            targets:
              - id: payments
                audience: https://deploy.example.com
                environments: [Production, staging]
                actions: [deploy, rollback]
                break_glass: refuse
                url: https://deploy.example.com:8443
                proxy: forwarded
                secret: required
                clients: [10.0.0.0/8, "2001:db8::1"]
                allow:
                  - { methods: [POST, PUT], paths: ["/deploy/**", "/v1/*/deploy"], scopes: [read, deploy:payments] }
                  - { methods: [GET], paths: ["/status"] }
            """;

    private PolicyTexts() {}
}
