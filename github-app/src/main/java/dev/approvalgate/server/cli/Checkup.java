package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.cel.CelConditions;
import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.adapter.config.GithubSettings;
import dev.approvalgate.adapter.config.PolicyFile;
import dev.approvalgate.adapter.config.SlackSettings;
import dev.approvalgate.adapter.github.GitHubCheck;
import dev.approvalgate.adapter.github.GitHubHttp;
import dev.approvalgate.adapter.slack.SlackApi;
import dev.approvalgate.adapter.vault.AesKeyVault;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.server.Conversions;
import dev.approvalgate.server.ProxySecrets;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of the doctor, in the order in which one depends on another. Each looks only when it is its turn. */
final class Checkup {

    private final GateSettings settings;
    private final Clock clock;
    private final Web web = new Web();

    private Checkup(GateSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    static Checkup of(GateSettings settings, Clock clock) {
        return new Checkup(settings, clock);
    }

    Stream<Supplier<List<Finding>>> steps() {
        return Stream.of(
                () -> List.of(Finding.of("GATE_KEY", this::key)),
                () -> List.of(Finding.of("policy", this::policy)),
                this::targets,
                () -> List.of(StoreLook.at(settings, clock)),
                () -> List.of(web.gate(settings.publicUrl())),
                this::github,
                this::client,
                this::slack,
                () -> web.issuers(settings.issuers()));
    }

    private String key() {
        var unused = new AesKeyVault(settings.gateKey(), new SecureRandom());
        return "long enough";
    }

    private String policy() {
        Policy policy = PolicyFile.read(settings.policy(), new CelConditions());
        return settings.policy() + ": " + PolicyCheckCommand.summary(policy);
    }

    private List<Finding> targets() {
        Policy policy;
        try {
            policy = PolicyFile.read(settings.policy(), new CelConditions());
        } catch (GateException e) {
            // Told by the step before.
            return List.of();
        }
        List<Finding> gaps = ProxySecrets.gaps(settings, policy).stream()
                .map(gap -> Finding.warn("targets", gap))
                .toList();
        return gaps.isEmpty() && !policy.targets().isEmpty()
                ? List.of(Finding.ok("targets", "every proxy can prove itself, or need not"))
                : gaps;
    }

    private List<Finding> github() {
        GithubSettings github = settings.github();
        if (github == null) {
            return List.of(Finding.skip("GitHub", "not configured"));
        }
        try {
            var http = new GitHubHttp(Conversions.github(github), clock);
            return new GitHubCheck(http, webhook(github))
                    .run().stream()
                            .map(found -> found.ok()
                                    ? Finding.ok("GitHub " + found.step(), found.message())
                                    : Finding.fail("GitHub " + found.step(), found.message()))
                            .toList();
        } catch (GateException e) {
            return List.of(Finding.fail("GitHub", String.valueOf(e.getMessage())));
        }
    }

    private List<Finding> client() {
        GithubSettings github = settings.github();
        return github == null
                ? List.of()
                : Conversions.signIn(github, settings.publicUrl(), clock)
                        .map(signIn -> List.of(Finding.of("GitHub client secret", signIn::look)))
                        .orElseGet(() -> List.of(
                                Finding.skip("GitHub client secret", "not configured: nobody can link accounts")));
    }

    private @Nullable URI webhook(GithubSettings github) {
        return github.mode() == GithubSettings.Mode.PULL ? null : URI.create(settings.publicUrl() + "/webhooks/github");
    }

    private List<Finding> slack() {
        SlackSettings slack = settings.slack();
        if (slack == null) {
            return List.of(Finding.skip("Slack", "not configured"));
        }
        try (var api = new SlackApi(Conversions.slack(slack), clock)) {
            return SlackLook.at(api, settings.policy());
        } catch (GateException e) {
            return List.of(Finding.fail("Slack", String.valueOf(e.getMessage())));
        }
    }
}
