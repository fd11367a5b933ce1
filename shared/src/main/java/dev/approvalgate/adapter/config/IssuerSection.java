package dev.approvalgate.adapter.config;

import dev.approvalgate.adapter.config.IssuerSettings.Claims;
import dev.approvalgate.adapter.config.IssuerSettings.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code issuers}. */
final class IssuerSection {

    private static final Map<String, Kind> KINDS = Words.of(Kind.class);
    private static final Pattern CLAIM = Pattern.compile("[\\x21-\\x7E]{1,255}");

    private final Optional<String> github;
    private final Set<String> seen = new HashSet<>();
    private final Function<Value, Optional<Path>> files;

    private IssuerSection(Optional<String> github, Function<Value, Optional<Path>> files) {
        this.github = github;
        this.files = files;
    }

    /**
     * {@return the issuers in a list}
     *
     * @param github the issuer that the settings name as GitHub's
     * @param files finds a file that a value names
     */
    static Optional<List<IssuerSettings>> read(
            Value list, Optional<String> github, Function<Value, Optional<Path>> files) {
        return list.some(new IssuerSection(github, files)::issuer);
    }

    private Optional<IssuerSettings> issuer(Value item) {
        Fields fields = item.fields("issuer", "audience", "kind", "claims", "jwks_file");
        Optional<String> issuer = fields.required("issuer", Urls::issuer);
        Optional<String> audience = fields.required("audience", Words::audience);
        issuer.filter(name -> !seen.add(name))
                .ifPresent(name -> item.wrong("the issuer is there twice", "an issuer has one audience; remove one"));
        Optional<Kind> kind = kind(fields, issuer);
        Optional<Claims> claims = claims(fields, kind);
        Optional<Path> keys = fields.optional("jwks_file", this::keys);
        return fields.build(() -> new IssuerSettings(
                issuer.orElseThrow(),
                audience.orElseThrow(),
                kind.orElseThrow(),
                claims.orElse(null),
                keys.orElse(null)));
    }

    private Optional<Path> keys(Value value) {
        return files.apply(value)
                .flatMap(file -> Files.isReadable(file) && Files.isRegularFile(file)
                        ? Optional.of(file)
                        : value.refuse(
                                "names a file that cannot be read: " + file,
                                "copy there what the issuer publishes at its jwks_uri"));
    }

    private Optional<Kind> kind(Fields fields, Optional<String> issuer) {
        Optional<Kind> evident = issuer.flatMap(
                name -> github.filter(name::equals).map(same -> Kind.GITHUB).or(() -> IssuerSettings.kindOf(name)));
        if (fields.has("kind")) {
            Optional<Kind> kind = fields.optional("kind", value -> value.choice(KINDS));
            if (evident.isPresent() && kind.filter(Kind.GITHUB::equals).isEmpty() && kind.isPresent()) {
                fields.wrong("kind", "is not the kind of GitHub's own issuer", "write github, or remove the key");
            }
            return kind;
        }
        if (evident.isEmpty() && issuer.isPresent()) {
            fields.missing("kind", "say whose tokens these are: " + String.join(", ", KINDS.keySet()));
        }
        return evident;
    }

    private static Optional<Claims> claims(Fields fields, Optional<Kind> kind) {
        if (kind.isPresent() && kind.get() != Kind.GENERIC && fields.has("claims")) {
            fields.wrong("claims", "is for the kind generic only", "remove it; the claims of other kinds are known");
            return Optional.empty();
        }
        return kind.filter(Kind.GENERIC::equals).isPresent()
                ? fields.required("claims", IssuerSection::names)
                : fields.optional("claims", IssuerSection::names);
    }

    private static Optional<Claims> names(Value value) {
        Fields fields = value.fields("project", "pipeline", "run", "attempt", "environment", "commit", "job");
        Optional<String> project = fields.required("project", IssuerSection::claim);
        Optional<String> pipeline = fields.required("pipeline", IssuerSection::claim);
        Optional<String> run = fields.required("run", IssuerSection::claim);
        Optional<String> attempt = fields.optional("attempt", IssuerSection::claim);
        Optional<String> environment = fields.optional("environment", IssuerSection::claim);
        Optional<String> commit = fields.optional("commit", IssuerSection::claim);
        Optional<String> job = fields.optional("job", IssuerSection::claim);
        return fields.build(() -> new Claims(
                project.orElseThrow(),
                pipeline.orElseThrow(),
                run.orElseThrow(),
                attempt.orElse(null),
                environment.orElse(null),
                commit.orElse(null),
                job.orElse(null)));
    }

    private static Optional<String> claim(Value value) {
        return value.matching(CLAIM, "the name of a claim: 1 to 255 visible ASCII characters");
    }
}
