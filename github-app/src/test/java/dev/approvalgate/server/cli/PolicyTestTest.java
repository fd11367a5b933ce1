package dev.approvalgate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTestTest {

    private static final String POLICY = """
            version: 1
            people:
              - { id: ada, accounts: { slack: T0123/U0001, github: 1001 } }
              - { id: grace, accounts: { slack: T0123/U0002, github: 1002 } }
              - { id: linus, accounts: { slack: T0123/U0003, github: 1003 } }
            groups:
              team: [ada, grace, linus]
              database: { github_teams: [11/22] }
            identities:
              - { id: payments, issuer: "https://issuer.example", project: 1, pipeline: deploy.yml, owner: team, environments: [production] }
            rules:
              - id: migrations
                environments: [production]
                when: { paths: ["db/**"] }
                approvals: { all_of: [ { from: [team] }, { from: [database] } ] }
                separation_of_duties: { allow: [owner] }
                assurance: server
                deadline: 8h
                token: { audience: target }
                channels: []
              - id: usual
                environments: [production]
                approvals: { from: [team] }
                deadline: 8h
                token: { audience: target }
                channels: []
            """;

    private static final String CASES = """
            version: 1
            cases:
              - name: one of the team says yes
                identity: payments
                environment: production
                change: { files: [src/App.java], authors: [ada] }
                votes: [ { by: grace, vote: approve } ]
                expect: { outcome: approved, rule: usual, counted: [grace] }
              - name: the author's own yes is none
                identity: payments
                environment: production
                change: { authors: [ada] }
                votes: [ { by: ada, vote: approve } ]
                expect: { outcome: pending, counted: [] }
              - name: a migration waits for the database people
                identity: payments
                environment: production
                change: { files: [ { path: db/V2.sql, added: 20 } ], authors: [ada], labels: [urgent] }
                members: { database: [linus] }
                votes: [ { by: grace, vote: approve, after: 5m } ]
                expect: { outcome: pending, rule: migrations }
              - name: what nobody may approve is refused
                identity: payments
                environment: production
                change: { authors: [ada, grace, linus] }
                expect: { outcome: refused, reasons: [quorum_impossible] }
              - name: a migration is nothing for a gate in a controller
                identity: payments
                environment: production
                assurance: embedded
                change: { files: [db/V2.sql], authors: [ada] }
                expect: { outcome: refused, rule: migrations, reasons: [assurance_too_low] }
            """;

    @TempDir
    private Path dir = Path.of("");

    private Cli.Result run(String cases, String... more) throws IOException {
        Path policy = Files.writeString(dir.resolve("policy.yaml"), POLICY);
        Files.writeString(dir.resolve("policy.test.yaml"), cases);
        return more.length == 0
                ? Cli.run("policy", "test", policy.toString())
                : Cli.run("policy", "test", policy.toString(), more[0]);
    }

    @Test
    void casesThatHoldAreNamed() throws IOException {
        Cli.Result text = run(CASES);
        assertThat(text.out() + text.err())
                .contains(
                        "ok    one of the team says yes",
                        "ok    what nobody may approve is refused",
                        "5 of 5 cases hold");
        assertThat(text.code()).isZero();
        Cli.Result json = run(CASES, "--json");
        assertThat(json.json().path("ok").asBoolean()).isTrue();
        assertThat(json.json().path("cases")).hasSize(5);
    }

    @Test
    void whatDiffersIsToldWithTheWholeAnswer() throws IOException {
        Cli.Result wrong = run(CASES.replace("outcome: approved, rule: usual", "outcome: rejected, rule: migrations"));
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out())
                .contains(
                        "FAIL  one of the team says yes (",
                        "expected rejected, is approved",
                        "expected rule migrations, applies rule usual",
                        "approvals: 1 approved (needed: 1 of team)",
                        "4 of 5 cases hold");
        assertThat(run(CASES.replace("[quorum_impossible]", "[change_frozen]")).out())
                .contains("expected the reason change_frozen; the reasons are quorum_impossible");
    }

    @Test
    void whatNobodyKnowsIsAFaultWithItsPlace() throws IOException {
        Cli.Result fault = run(CASES.replace("by: grace", "by: grce").replace("files:", "fles:"));
        assertThat(fault.code()).isEqualTo(2);
        assertThat(fault.err())
                .contains(
                        "policy.test.yaml:",
                        "unknown person \"grce\"; did you mean \"grace\"?",
                        "unknown key",
                        "\"files\"");
    }
}
