package dev.approvalgate.adapter.config;

import dev.approvalgate.adapter.config.GateSettings.Listen;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.Programs;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code gate.yaml}; its keys are those of {@link GateSettings}, {@link KeySettings}, {@link SlackSettings}, {@link GithubSettings},
 * {@link IssuerSettings} and {@link TargetSettings}. Secrets are referred to, never written: {@code { env: NAME }} or {@code { file:
 * path }}. Faults are told as those of {@link PolicyFile} are.
 */
public final class GateFile {

    private static final Duration LONGEST_LINK_DELAY = Duration.ofDays(30);

    private final Fields fields;
    private final Path folder;
    private final SecretReader secrets;
    private final GateKey key;

    private GateFile(Fields fields, Path folder, SecretReader secrets, GateKey key) {
        this.fields = fields;
        this.folder = folder;
        this.secrets = secrets;
        this.key = key;
    }

    /**
     * {@return the settings in a file}
     *
     * @param file where they are
     * @param environment the process's environment, which holds {@code GATE_KEY} and what the file refers to
     * @throws ConfigProblem where the file or the environment is wrong, or the file cannot be read
     */
    public static GateSettings read(Path file, Map<String, String> environment) {
        return read(file, environment, Programs.NONE);
    }

    /**
     * {@return the settings in a file}
     *
     * @param file where they are
     * @param environment the process's environment, which holds {@code GATE_KEY} and what the file refers to
     * @param programs runs what {@code GATE_KEY_COMMAND} names
     * @throws ConfigProblem where the file or the environment is wrong, or the file cannot be read
     */
    public static GateSettings read(Path file, Map<String, String> environment, Programs programs) {
        return YamlTree.read(file, text -> parse(text, file, environment, programs));
    }

    private static GateSettings parse(String text, Path file, Map<String, String> environment, Programs programs) {
        var problems = new Problems();
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path base = folder == null ? Path.of("").toAbsolutePath() : folder;
        Value root = YamlTree.parse(text, file.toString(), problems);
        Fields fields = root.fields(
                "public_url",
                "listen",
                "admin_listen",
                "store",
                "policy",
                "token_algorithm",
                "tokens",
                "token_signer",
                "slack",
                "github",
                "issuers",
                "targets",
                "linking");
        var reader = new GateFile(
                fields, base, new SecretReader(base, environment), new GateKey(base, environment, programs));
        Optional<GateSettings> settings = reader.settings(problems, root);
        problems.throwIfAny();
        return settings.orElseThrow();
    }

    private Optional<GateSettings> settings(Problems problems, Value root) {
        Optional<Secret> gateKey = key.read(problems);
        Optional<URI> publicUrl = fields.required("public_url", Urls::origin);
        Listen listen = fields.optional("listen", Listeners::read, Listeners.onLoopback(GateSettings.DEFAULT_PORT));
        Listen admin =
                fields.optional("admin_listen", Listeners::read, Listeners.onLoopback(GateSettings.DEFAULT_ADMIN_PORT));
        if (listen.port() == admin.port() && listen.port() != 0) {
            fields.wrong("admin_listen", "has the same port as listen", "choose another");
        }
        Path store = fields.optional("store", this::path, folder.resolve("gate.db"));
        Path policy = fields.optional("policy", this::path, folder.resolve("policy.yaml"));
        String algorithm = fields.optional("token_algorithm", TokenReader::algorithm, "ES256");
        KeySettings rotation = fields.optional("tokens", KeySection::rotation, KeySettings.USUAL);
        Optional<KeySettings.Signer> signer =
                fields.optional("token_signer", value -> KeySection.signer(value, folder));
        Optional<SlackSettings> slack = fields.optional("slack", value -> SlackSection.read(value, secrets));
        Optional<GithubSettings> github = fields.optional("github", value -> GithubSection.read(value, secrets));
        Optional<String> githubIssuer = github.map(GithubSettings::oidcIssuer);
        List<IssuerSettings> listed =
                fields.optional("issuers", value -> IssuerSection.read(value, githubIssuer, this::path), List.of());
        List<TargetSettings> targets =
                fields.optional("targets", value -> TargetSection.read(value, secrets), List.of());
        Duration linkDelay = fields.optional("linking", GateFile::linkDelay, GateSettings.DEFAULT_LINK_DELAY);
        requireSomebody(github);
        return fields.build(() -> new GateSettings(
                publicUrl.orElseThrow(),
                listen,
                admin,
                store,
                policy,
                algorithm,
                new KeySettings(rotation.rotateEvery(), rotation.publishAhead(), signer.orElse(null)),
                slack.orElse(null),
                github.orElse(null),
                withGithub(listed, githubIssuer, publicUrl.orElseThrow()),
                targets,
                linkDelay,
                gateKey.orElseThrow(),
                Written.in(root)));
    }

    private static Optional<Duration> linkDelay(Value value) {
        Fields fields = value.fields("delay");
        return fields.required("delay", delay -> delay.duration(Duration.ZERO, LONGEST_LINK_DELAY));
    }

    /** Somebody has to be able to ask, and somebody to answer. */
    private void requireSomebody(Optional<GithubSettings> github) {
        if (!fields.has("github") && !fields.has("issuers")) {
            fields.missing("github", "nobody could ask for anything; add github or issuers");
        }
        boolean onGithub =
                fields.has("github") && github.map(GithubSettings::checkRuns).orElse(true);
        if (!fields.has("slack") && !onGithub) {
            fields.missing("slack", "nobody could approve anything; add slack, or github with check_runs: true");
        }
    }

    private static List<IssuerSettings> withGithub(
            List<IssuerSettings> listed, Optional<String> github, URI publicUrl) {
        var all = new ArrayList<>(listed);
        github.filter(issuer -> listed.stream().noneMatch(one -> one.issuer().equals(issuer)))
                .ifPresent(issuer -> all.add(IssuerSettings.github(issuer, publicUrl.toString())));
        return all;
    }

    private Optional<Path> path(Value value) {
        return value.text(1000).flatMap(name -> {
            try {
                return Optional.of(folder.resolve(name).normalize());
            } catch (InvalidPathException e) {
                return value.refuse("is not a path", "name a file");
            }
        });
    }
}
