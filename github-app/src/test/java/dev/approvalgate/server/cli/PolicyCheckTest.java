package dev.approvalgate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCheckTest {

    private static final String GOOD = """
            version: 1
            people:
              - { id: ada, accounts: { github: 1001 } }
              - { id: grace, accounts: { github: 1002 } }
            groups: { team: [ada, grace] }
            identities:
              - { id: payments, issuer: "https://issuer.example", project: 1, pipeline: deploy.yml, owner: team, environments: [production] }
            rules:
              - id: production
                identities: [payments]
                environments: [production]
                approvals: { from: [team] }
                deadline: 8h
                token: { audience: target }
                channels: []
            """;

    @TempDir
    private Path dir = Path.of("");

    private Cli.Result check(String policy, String... more) throws IOException {
        Path file = Files.writeString(dir.resolve("policy.yaml"), policy);
        return more.length == 0
                ? Cli.run("policy", "check", file.toString())
                : Cli.run("policy", "check", file.toString(), more[0]);
    }

    @Test
    void aGoodPolicyIsSummedUp() throws IOException {
        Cli.Result text = check(GOOD);
        assertThat(text.code()).isZero();
        assertThat(text.out()).contains("policy.yaml is well-formed: 1 identity, 1 rule; digest ");
        Cli.Result json = check(GOOD, "--json");
        assertThat(json.json().path("ok").asBoolean()).isTrue();
        assertThat(json.json().path("digest").asText()).hasSize(64);
        assertThat(json.json().path("rules").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsSuspiciousIsToldToo() throws IOException {
        String odd = GOOD.replace("groups: { ", "groups: { idle: [ada], ");

        Cli.Result text = check(odd);

        assertThat(text.code()).isZero();
        assertThat(text.out())
                .contains("\nwarning: ", ":5:11: groups.idle: nothing refers to this group; remove it, or use it");
        assertThat(check(odd, "--json").json().path("warnings")).hasSize(1);
        assertThat(check(GOOD, "--json").json().path("warnings")).isEmpty();
    }

    @Test
    void everyFaultIsToldAtOnceWithPlaceKeyAndRemedy() throws IOException {
        String bad = GOOD.replace("owner: team", "ownr: team")
                .replace("deadline: 8h", "deadline: 8")
                .replace("from: [team]", "from: [teem], count: 3");

        Cli.Result text = check(bad);

        Path file = dir.resolve("policy.yaml");
        assertThat(text.code()).isEqualTo(2);
        assertThat(text.out()).isEmpty();
        assertThat(text.err().lines())
                .allSatisfy(line ->
                        assertThat(line).startsWith("gate: " + file + ":").contains("; "))
                .anySatisfy(line -> assertThat(line).contains(":7:", "identities[0].ownr: unknown key", "\"owner\""))
                .anySatisfy(line -> assertThat(line).contains("rules[0].approvals.from[0]", "did you mean \"team\""))
                .anySatisfy(line -> assertThat(line).contains(":13:", "rules[0].deadline", "8h"));
        assertThat(check(bad, "--json").json().path("faults"))
                .hasSize((int) text.err().lines().count());
    }
}
