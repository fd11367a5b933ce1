package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.ChangeDetails.Risk;
import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Says which files of a change deserve a second look, by their paths alone. Hints for people, not rules: a path can be named anything. */
final class RiskPaths {

    private static final Map<RiskKind, Pattern> PATTERNS = new EnumMap<>(Map.of(
            RiskKind.PIPELINE,
            any(
                    "\\.github/(?:workflows|actions)/.*",
                    "(?:.*/)?action\\.ya?ml",
                    "(?:.*/)?jenkinsfile[^/]*",
                    "(?:.*/)?\\.gitlab-ci\\.yml"),
            RiskKind.MIGRATION,
            any(
                    "(?:.*/)?(?:migrations?|flyway|liquibase|alembic)/.*",
                    "(?:.*/)?db/.*\\.sql",
                    "(?:.*/)?v[0-9][^/]*__[^/]*\\.sql"),
            RiskKind.INFRASTRUCTURE,
            any(
                    ".*\\.(?:tf|tfvars|hcl|bicep)",
                    "(?:.*/)?(?:terraform|pulumi|cloudformation|helm|charts|k8s|kubernetes|kustomize|ansible)/.*",
                    "(?:.*/)?(?:dockerfile|containerfile)[^/]*",
                    "(?:.*/)?(?:docker-)?compose[^/]*\\.ya?ml"),
            RiskKind.SECRETS,
            any(
                    "(?:.*/)?\\.env(?:\\..*)?",
                    ".*\\.(?:pem|key|p12|pfx|jks|keystore|kdbx)",
                    "(?:.*/)?id_(?:rsa|dsa|ecdsa|ed25519)[^/]*",
                    "(?:.*/)?[^/]*(?:secret|credential|password)[^/]*",
                    "(?:.*/)?\\.(?:npmrc|netrc|pypirc)"),
            RiskKind.DEPENDENCIES,
            any(
                    "(?:.*/)?(?:pom\\.xml|build\\.gradle(?:\\.kts)?|gradle\\.lockfile|libs\\.versions\\.toml)",
                    "(?:.*/)?(?:package\\.json|package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml)",
                    "(?:.*/)?(?:go\\.mod|go\\.sum|cargo\\.toml|cargo\\.lock|gemfile|gemfile\\.lock|composer\\.json|composer\\.lock)",
                    "(?:.*/)?(?:requirements[^/]*\\.txt|pyproject\\.toml|poetry\\.lock|uv\\.lock|pipfile(?:\\.lock)?)"),
            RiskKind.OWNERSHIP,
            any(
                    "(?:\\.github/|docs/|\\.gitlab/)?codeowners",
                    "(?:.*/)?policy\\.ya?ml",
                    "\\.github/approval-gate\\.yml",
                    "(?:.*/)?owners(?:_aliases)?")));

    private RiskPaths() {}

    /** {@return the risks that the paths hint at, each with its paths, in the order of {@link RiskKind}} */
    static List<Risk> of(Collection<String> paths) {
        return PATTERNS.entrySet().stream()
                .map(kind -> new Risk(
                        kind.getKey(),
                        paths.stream()
                                .filter(path -> kind.getValue()
                                        .matcher(path.toLowerCase(Locale.ROOT))
                                        .matches())
                                .distinct()
                                .toList()))
                .filter(risk -> !risk.paths().isEmpty())
                .toList();
    }

    private static Pattern any(String... alternatives) {
        return Pattern.compile("(?s:" + String.join("|", alternatives) + ")");
    }
}
