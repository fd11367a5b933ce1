package dev.approvalgate.adapter.config;

import dev.approvalgate.adapter.config.GithubSettings.Client;
import dev.approvalgate.adapter.config.GithubSettings.Mode;
import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code github} of {@code gate.yaml}. */
final class GithubSection {

    private static final Pattern APP = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final String PEM = "PRIVATE KEY-----";
    /** Path of the REST API of GitHub Enterprise Server. */
    private static final String ENTERPRISE_API = "/api/v3";

    private GithubSection() {}

    static Optional<GithubSettings> read(Value value, SecretReader secrets) {
        Fields fields = value.fields(
                "app_id",
                "private_key",
                "webhook_secrets",
                "api_url",
                "web_url",
                "mode",
                "check_runs",
                "oidc_issuer",
                "client_id",
                "client_secret");
        Optional<Long> app = fields.required(
                        "app_id", text -> text.textOrNumber(APP, "the App's number, from its settings page"))
                .map(Long::valueOf);
        Optional<Secret> key = fields.required("private_key", secret -> privateKey(secret, secrets));
        List<Secret> webhook = fields.optional("webhook_secrets", secrets::oneOrTwo, List.of());
        URI api = fields.optional("api_url", Urls::base, URI.create(GithubSettings.DEFAULT_API));
        Optional<Companions> companions = Companions.of(api);
        Optional<URI> web = fields.has("web_url") || companions.isEmpty()
                ? fields.required("web_url", Urls::base)
                : companions.map(Companions::web);
        Optional<String> issuer = fields.has("oidc_issuer") || companions.isEmpty()
                ? fields.required("oidc_issuer", Urls::issuer)
                : companions.map(Companions::issuer);
        Mode mode = fields.optional("mode", word -> word.choice(Words.of(Mode.class)), Mode.WEBHOOK);
        boolean checkRuns = fields.optional("check_runs", Value::flag, true);
        Optional<Client> client = client(fields, secrets);
        if (mode == Mode.WEBHOOK && !fields.has("webhook_secrets")) {
            fields.missing(
                    "webhook_secrets", "in mode webhook GitHub's calls are checked with it; add it, or use mode: pull");
        }
        return fields.build(() -> new GithubSettings(
                app.orElseThrow(),
                key.orElseThrow(),
                webhook,
                api,
                web.orElseThrow(),
                mode,
                checkRuns,
                issuer.orElseThrow(),
                client.orElse(null)));
    }

    /** One of the two is of no use, and whoever wrote it expected that people can link their accounts. */
    private static Optional<Client> client(Fields fields, SecretReader secrets) {
        Optional<String> id = fields.optional(
                "client_id", text -> text.matching(CLIENT, "the App's client ID, such as Iv23liABCDEFGHIJKLMN"));
        Optional<Secret> secret = fields.optional("client_secret", secrets::read);
        if (fields.has("client_id") != fields.has("client_secret")) {
            fields.missing(
                    fields.has("client_id") ? "client_secret" : "client_id",
                    "people link accounts with both; add it, or remove the other");
        }
        return id.flatMap(name -> secret.map(value -> new Client(name, value)));
    }

    private static Optional<Secret> privateKey(Value value, SecretReader secrets) {
        return secrets.read(value)
                .flatMap(secret -> secret.reveal().contains(PEM)
                        ? Optional.of(secret)
                        : value.refuse(
                                "what it refers to is no private key in PEM",
                                "use the file that the App's settings page gives under \"Private keys\""));
    }

    /** What belongs to an API's address. */
    private record Companions(URI web, String issuer) {

        /** {@return what is known to belong to an API's address: github.com's, or an Enterprise Server's} */
        static Optional<Companions> of(URI api) {
            if (api.toString().equals(GithubSettings.DEFAULT_API)) {
                return Optional.of(new Companions(
                        URI.create("https://github.com"), "https://token.actions.githubusercontent.com"));
            }
            String text = api.toString();
            if (!text.endsWith(ENTERPRISE_API)) {
                return Optional.empty();
            }
            String host = text.substring(0, text.length() - ENTERPRISE_API.length());
            return Optional.of(new Companions(URI.create(host), host + "/_services/token"));
        }
    }
}
