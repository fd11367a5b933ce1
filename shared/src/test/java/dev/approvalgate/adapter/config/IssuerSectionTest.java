package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.approvalgate.adapter.config.IssuerSettings.Claims;
import dev.approvalgate.adapter.config.IssuerSettings.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of issuers, and exactly what is said of a malformed one. */
class IssuerSectionTest {

    private static final String ISSUER = "issuer: https://ci.example.com, audience: gate";

    @TempDir
    Path folder;

    private Path write(String issuers) {
        return TextFiles.write(folder.resolve("gate.yaml"), GateTexts.MINIMAL + "issuers: " + issuers + "\n");
    }

    private List<IssuerSettings> read(String issuers) {
        return GateFile.read(write(issuers), GateTexts.ENVIRONMENT).issuers();
    }

    private List<String> faults(String issuers) {
        Path file = write(issuers);
        ConfigProblem problem =
                catchThrowableOfType(ConfigProblem.class, () -> GateFile.read(file, GateTexts.ENVIRONMENT));
        return problem.getMessage()
                .replace(folder + "/", "")
                .lines()
                .map(line -> line.replace("gate.yaml:11:", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "github, GITHUB",
        "gitlab, GITLAB",
        "buildkite, BUILDKITE",
        "circleci, CIRCLECI",
        "jenkins, JENKINS",
    })
    void everyKindIsMapped(String word, Kind kind) {
        assertThat(read("[{ " + ISSUER + ", kind: " + word + " }]"))
                .contains(new IssuerSettings("https://ci.example.com", "gate", kind, null, null));
    }

    @Test
    void aGenericIssuerSaysWhichClaimIsWhich() {
        assertThat(read("[{ " + ISSUER + ", kind: generic, claims: { project: a, pipeline: b, run: c } }]"))
                .contains(new IssuerSettings(
                        "https://ci.example.com",
                        "gate",
                        Kind.GENERIC,
                        new Claims("a", "b", "c", null, null, null, null),
                        null));
    }

    @Test
    void keysCanLieInAFileBesideTheSettings() {
        Path keys = TextFiles.write(folder.resolve("jenkins.jwks"), "{}");
        assertThat(read("[{ " + ISSUER + ", kind: jenkins, jwks_file: jenkins.jwks }]"))
                .contains(new IssuerSettings("https://ci.example.com", "gate", Kind.JENKINS, null, keys));
        assertThat(faults("[{ " + ISSUER + ", kind: jenkins, jwks_file: away.jwks }]"))
                .containsExactly("87: issuers[0].jwks_file: names a file that cannot be read: "
                        + "away.jwks; copy there what the issuer publishes at its jwks_uri");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://token.actions.githubusercontent.com",
                "https://token.actions.githubusercontent.com/acme",
                "https://github.example.com/_services/token"
            })
    void gitHubsIssuersAreKnownByTheirAddresses(String issuer) {
        assertThat(read("[{ issuer: " + issuer + ", audience: gate }]"))
                .contains(IssuerSettings.github(issuer, "gate"));
    }

    @Test
    void theIssuerThatTheSettingsNameAsGitHubsIsGitHubs() {
        assertThat(GateFile.read(
                                TextFiles.write(
                                        folder.resolve("gate.yaml"),
                                        GateTexts.MINIMAL + "  oidc_issuer: https://ci.example.com\nissuers: [{ "
                                                + ISSUER + " }]\n"),
                                GateTexts.ENVIRONMENT)
                        .issuers())
                .containsExactly(IssuerSettings.github("https://ci.example.com", "gate"));
    }

    @Test
    void gitHubsOwnIssuerIsAddedWhereTheListDoesNotNameIt() {
        assertThat(read("[{ " + ISSUER + ", kind: gitlab }]"))
                .extracting(IssuerSettings::issuer)
                .containsExactly("https://ci.example.com", "https://token.actions.githubusercontent.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://token.actions.githubusercontent.com.evil.example",
                "https://token.actions.githubusercontent.comevil",
                "https://evil.example/token.actions.githubusercontent.com",
                "https://evil.example/_services/token/x",
                "https://evil.example/_services/token/"
            })
    void addressesThatOnlyLookLikeGitHubsAreNot(String issuer) {
        assertThat(faults("[{ issuer: " + issuer + ", audience: gate }]"))
                .containsExactly("11: issuers[0].kind: is missing; "
                        + "say whose tokens these are: github, gitlab, buildkite, circleci, jenkins, generic");
    }

    @Test
    void whatIsWrongWithTheListIsSaid() {
        assertThat(faults("[]")).containsExactly("10: issuers: is an empty list; name at least one");
        assertThat(faults("[https://ci.example.com]"))
                .containsExactly("11: issuers[0]: must be a mapping, not a text; write a mapping");
        assertThat(faults("[{ issuer: https://ci.example.com, kind: gitlab }]"))
                .containsExactly("11: issuers[0].audience: is missing; add it");
        assertThat(faults("[{ " + ISSUER + ", kind: gitlab }, { " + ISSUER + ", kind: gitlab }]"))
                .containsExactly("77: issuers[1]: the issuer is there twice; an issuer has one audience; remove one");
        assertThat(faults("[{ issuer: https://ci.example.com, kind: gitlab, audience: [a] }]"))
                .containsExactly("69: issuers[0].audience: must be a text, not a list; write a text");
        assertThat(faults("[{ " + ISSUER + ", kind: gitlab, claim: x }]"))
                .containsExactly("75: issuers[0].claim: unknown key; did you mean \"claims\"?");
    }

    @Test
    void whatIsWrongWithTheKindIsSaid() {
        assertThat(faults("[{ " + ISSUER + ", kind: gitlabs }]"))
                .containsExactly("67: issuers[0].kind: \"gitlabs\" is not known here; did you mean \"gitlab\"?");
        assertThat(faults("[{ issuer: https://github.example.com/_services/token, audience: gate, kind: gitlab }]"))
                .containsExactly("87: issuers[0].kind: is not the kind of GitHub's own issuer; "
                        + "write github, or remove the key");
    }

    @Test
    void whatIsWrongWithTheClaimsIsSaid() {
        assertThat(faults("[{ " + ISSUER + ", kind: generic }]"))
                .containsExactly("11: issuers[0].claims: is missing; add it");
        assertThat(faults("[{ " + ISSUER + ", kind: gitlab, claims: { project: a, pipeline: b, run: c } }]"))
                .containsExactly("83: issuers[0].claims: is for the kind generic only; "
                        + "remove it; the claims of other kinds are known");
        assertThat(faults("[{ " + ISSUER + ", kind: generic, claims: { project: a, jobs: x } }]"))
                .containsExactly(
                        "84: issuers[0].claims.pipeline: is missing; add it",
                        "84: issuers[0].claims.run: is missing; add it",
                        "98: issuers[0].claims.jobs: unknown key; did you mean \"job\"?");
        assertThat(faults("[{ " + ISSUER + ", kind: generic, claims: { project: a, pipeline: b c, run: d } }]"))
                .containsExactly("108: issuers[0].claims.pipeline: \"b c\" is not of the right form; "
                        + "it must be the name of a claim: 1 to 255 visible ASCII characters");
    }
}
