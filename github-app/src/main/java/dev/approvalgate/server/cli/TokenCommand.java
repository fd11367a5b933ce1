package dev.approvalgate.server.cli;

import dev.approvalgate.adapter.jwt.PublishedKeys;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.TokenVerifier.Verified;
import dev.approvalgate.server.client.AwsRole;
import dev.approvalgate.server.client.Granted;
import dev.approvalgate.server.client.IdentityTokens;
import dev.approvalgate.server.client.JsonHttp;
import dev.approvalgate.server.client.TokenExchange;
import dev.approvalgate.server.client.TokenFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fetches a job's deploy token and prints it as tools expect it, or checks one. */
@Command(
        name = "token",
        description = {
            "Fetches the deploy token that was approved for this job, and prints it as a tool expects it.",
            "With --verify it checks a token with the gate's published keys instead, and prints what it says."
        })
final class TokenCommand implements Callable<Integer> {

    /** The variable that the token to be checked is in. */
    static final String VARIABLE = "DEPLOY_TOKEN";

    private final Context context;
    private final TokenExchange.Pause pause;
    private final JsonHttp http = new JsonHttp();

    @Mixin
    private Common common = new Common();

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "The gate's public_url, such as https://gate.example.com.")
    private URI url = URI.create("");

    @Option(
            names = "--audience",
            paramLabel = "TEXT",
            description =
                    "Audience of the identity token that is asked of GitHub's runner; the gate's URL where left out.")
    private @Nullable String audience;

    @Option(
            names = "--identity-token",
            paramLabel = "FILE",
            description =
                    "File with the job's identity token. Without it: the variable GATE_IDENTITY_TOKEN, else GitHub's runner.")
    private @Nullable Path identity;

    @Option(
            names = "--wait",
            paramLabel = "MINUTES",
            defaultValue = "10",
            description = "How long to wait for a decision, ${DEFAULT-VALUE} minutes where left out.")
    private long minutes = 10;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "raw",
            description =
                    "raw, env, kubectl (ExecCredential) or aws (credential_process); ${DEFAULT-VALUE} where left out.")
    private TokenFormat format = TokenFormat.RAW;

    @Option(
            names = "--aws-role",
            paramLabel = "ARN",
            description = "The role whose credentials are wanted, for --format aws.")
    private @Nullable String role;

    @Option(
            names = "--aws-sts",
            paramLabel = "URL",
            defaultValue = "https://sts.amazonaws.com",
            description = "AWS' Security Token Service, ${DEFAULT-VALUE} where left out.")
    private URI sts = URI.create("https://sts.amazonaws.com");

    @Option(
            names = "--verify",
            description = "Check the token in the variable DEPLOY_TOKEN. Whether it was revoked its keys cannot tell.")
    private boolean verify;

    TokenCommand(Context context) {
        this(context, time -> TimeUnit.MILLISECONDS.sleep(time.toMillis()));
    }

    TokenCommand(Context context, TokenExchange.Pause pause) {
        this.context = context;
        this.pause = pause;
    }

    @Override
    public Integer call() {
        URI server = JsonHttp.base(url, "--url");
        if (verify) {
            verified(server);
        } else if (format == TokenFormat.AWS) {
            var aws = new AwsRole(http, JsonHttp.base(sts, "--aws-sts"));
            String arn = required(role);
            print(aws.credentials(fetch(server), arn, "approval-gate"));
        } else {
            printed(fetch(server));
        }
        return 0;
    }

    private static String required(@Nullable String role) {
        if (role == null) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "--format aws needs --aws-role, such as arn:aws:iam::123456789012:role/deploy");
        }
        return role;
    }

    private Granted fetch(URI server) {
        var identities = new IdentityTokens(
                http,
                context.environment(),
                audience == null ? server.toString() : audience,
                Optional.ofNullable(identity));
        var exchange = new TokenExchange(http, server, context.clock(), pause, common::progress);
        return exchange.fetch(identities::next, Duration.ofMinutes(Math.max(0, minutes)));
    }

    private void printed(Granted granted) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("token", granted.token().reveal());
        members.put(
                "expires_at",
                granted.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        members.put("scope", granted.scope());
        common.answer(format.write(granted), members);
    }

    private void print(String text) {
        common.out().println(text);
        common.out().flush();
    }

    private void verified(URI server) {
        String token = context.environment().getOrDefault(VARIABLE, "").strip();
        if (token.isEmpty()) {
            throw new GateException(
                    ReasonCode.CREDENTIALS_MISSING, "there is no token to check; give it in the variable " + VARIABLE);
        }
        JsonHttp.Reply metadata = http.get(URI.create(server + "/.well-known/oauth-authorization-server"), Map.of());
        String keys = metadata.body().path("jwks_uri").asText();
        if (metadata.status() != 200 || keys.isEmpty()) {
            throw new GateException(
                    ReasonCode.SERVER_UNREACHABLE,
                    server + " publishes no metadata as a gate does; give its public_url");
        }
        JsonHttp.Reply published = http.get(JsonHttp.base(URI.create(keys), "jwks_uri"), Map.of());
        Verified found = PublishedKeys.verifier(server, published.body().toString(), context.clock())
                .verify(Secret.of(token));
        var members = new TreeMap<String, @Nullable Object>(found.claims());
        var text = new StringBuilder("The token is good until ")
                .append(found.expiresAt())
                .append('.');
        members.forEach((name, value) -> text.append("%n  %-16s %s".formatted(name, value)));
        common.answer(text.toString(), members);
    }
}
