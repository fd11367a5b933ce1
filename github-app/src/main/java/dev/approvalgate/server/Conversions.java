package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.config.IssuerSettings;
import dev.approvalgate.adapter.config.SlackSettings;
import dev.approvalgate.adapter.config.TargetSettings;
import dev.approvalgate.adapter.github.GitHubClient;
import dev.approvalgate.adapter.github.GitHubSettings;
import dev.approvalgate.adapter.github.GitHubSignIn;
import dev.approvalgate.adapter.oidc.ClaimNames;
import dev.approvalgate.adapter.oidc.IssuerKind;
import dev.approvalgate.adapter.oidc.TrustedIssuer;
import dev.approvalgate.adapter.slack.SlackConnection;
import dev.approvalgate.gate.token.TargetSecrets;
import dev.approvalgate.server.web.LinkPages;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the settings file says, in the words of the adapters, which do not know the file. */
public final class Conversions {

    private Conversions() {}

    /** {@return how to reach GitHub} */
    public static GitHubSettings github(GithubSettings settings) {
        return new GitHubSettings(
                settings.apiUrl(),
                settings.webUrl(),
                settings.appId(),
                settings.privateKey(),
                settings.webhookSecrets(),
                settings.oidcIssuer(),
                settings.checkRuns());
    }

    /** {@return who may ask about tokens} */
    static TargetSecrets targets(GateSettings settings) {
        return new TargetSecrets(
                settings.targets().stream().collect(Collectors.toMap(TargetSettings::id, TargetSettings::secrets)));
    }

    /** {@return how people sign in with GitHub; empty where no client is configured} */
    public static Optional<GitHubSignIn> signIn(GithubSettings settings, URI publicUrl, Clock clock) {
        return Optional.ofNullable(settings.client())
                .map(client ->
                        new GitHubClient(client.id(), client.secret(), URI.create(publicUrl + LinkPages.CALLBACK)))
                .map(client -> new GitHubSignIn(github(settings), client, clock));
    }

    /** {@return how to reach Slack} */
    public static SlackConnection slack(SlackSettings settings) {
        return new SlackConnection(
                settings.team(),
                settings.appId(),
                settings.workspaceUrl(),
                settings.apiUrl(),
                settings.botToken(),
                settings.signingSecrets(),
                settings.appToken());
    }

    /** {@return whose workload identities are believed} */
    public static List<TrustedIssuer> issuers(GateSettings settings) {
        return settings.issuers().stream()
                .map(issuer -> new TrustedIssuer(
                        issuer.issuer(), issuer.audience(), kind(issuer.kind()), names(issuer.claims()), issuer.keys()))
                .toList();
    }

    private static IssuerKind kind(IssuerSettings.Kind kind) {
        return switch (kind) {
            case GITHUB -> IssuerKind.GITHUB;
            case GITLAB -> IssuerKind.GITLAB;
            case BUILDKITE -> IssuerKind.BUILDKITE;
            case CIRCLECI -> IssuerKind.CIRCLECI;
            case JENKINS -> IssuerKind.JENKINS;
            case GENERIC -> IssuerKind.GENERIC;
        };
    }

    private static @Nullable ClaimNames names(IssuerSettings.@Nullable Claims claims) {
        return claims == null
                ? null
                : new ClaimNames(
                        claims.project(),
                        claims.pipeline(),
                        claims.run(),
                        claims.attempt(),
                        claims.environment(),
                        claims.commit(),
                        claims.job());
    }
}
