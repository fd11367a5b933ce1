package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.adapter.github.GitHubTransport.Reply;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the GitHub App. A form on a page of ours posts the manifest to GitHub, GitHub asks the person, and sends the browser back with a
 * code that is exchanged, once and within an hour, for the App's secrets.
 */
public final class GitHubManifest {

    /** What the App must be permitted, by GitHub's names. */
    public static final Map<String, String> PERMISSIONS = Map.of(
            "actions", "read",
            "checks", "write",
            "contents", "read",
            "deployments", "write",
            "members", "read",
            "metadata", "read",
            "pull_requests", "read",
            "statuses", "read");

    /** What the App must be told. Events of its own installations are always sent and cannot be subscribed to. */
    public static final List<String> EVENTS =
            List.of("check_run", "deployment_protection_rule", "repository", "workflow_run");

    /**
     * Where deliveries go that nobody receives (RFC 2606). GitHub keeps a record of deliveries for Apps whose webhook is active only, and
     * that record is what pull mode reads.
     */
    static final URI NOWHERE = URI.create("https://approval-gate.invalid/webhooks/github");

    private static final byte[] NOTHING = {};
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,200}");
    private static final Pattern ORGANIZATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}");

    private GitHubManifest() {}

    /**
     * What GitHub hands out.
     *
     * @param appId the App's id
     * @param name its name
     * @param clientId the id under which people sign in through it
     * @param clientSecret the secret that goes with that id
     * @param privateKey PEM
     * @param webhookSecret the secret of its webhooks, or {@code null} where GitHub made none
     * @param page its page, where it is installed
     */
    public record NewApp(
            long appId,
            String name,
            String clientId,
            Secret clientSecret,
            Secret privateKey,
            @Nullable Secret webhookSecret,
            URI page) {}

    /**
     * {@return the manifest, as JSON}
     *
     * @param name the App's name, unique on GitHub
     * @param homepage the gate's public address
     * @param redirect where GitHub sends the browser with the code
     * @param signedIn where GitHub sends the browsers of people who sign in through the App
     * @param webhook where deliveries go, or {@code null} for pull mode
     */
    public static String json(String name, URI homepage, URI redirect, URI signedIn, @Nullable URI webhook) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("name", name);
        manifest.put("url", homepage.toString());
        manifest.put("description", "Makes deployments wait for a person's approval.");
        manifest.put("public", false);
        manifest.put("redirect_url", redirect.toString());
        manifest.put("callback_urls", List.of(signedIn.toString()));
        manifest.put(
                "hook_attributes", Map.of("url", (webhook == null ? NOWHERE : webhook).toString(), "active", true));
        manifest.put("default_permissions", new TreeMap<>(PERMISSIONS));
        manifest.put("default_events", EVENTS);
        return new String(Json.write(manifest), StandardCharsets.UTF_8);
    }

    /**
     * {@return the address that the form posts the field {@code manifest} to}
     *
     * @param webBase the base of GitHub's pages
     * @param organization who will own the App, or {@code null} for the person in the browser
     * @param state comes back with the code; unguessable, letters and digits
     * @throws GateException with {@code request_malformed} where the organization's name cannot be one
     */
    public static URI formTarget(URI webBase, @Nullable String organization, String state) {
        if (organization != null && !ORGANIZATION.matcher(organization).matches()) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "that cannot be an organization's name");
        }
        String owner = organization == null ? "" : "/organizations/" + organization;
        Route route = new Route(owner + "/settings/apps/new", "").with("state", state);
        return URI.create(ApiBase.checked("the pages' base", webBase) + route.path());
    }

    /**
     * {@return the App that a code stands for}
     *
     * @param apiBase the REST API's base
     * @param code from the redirect; used up by this call
     * @throws GateException with {@code request_malformed} where it is no code, {@code host_fact_mismatch} where GitHub does not know it
     *     (used, or an hour old), {@code host_unreachable}
     */
    public static NewApp convert(URI apiBase, String code, Clock clock) {
        if (!CODE.matcher(code).matches()) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "that cannot be a code of GitHub's");
        }
        var api = new ApiBase(ApiBase.checked("the API's base", apiBase));
        Route route = Route.of("app-manifests", code, "conversions").shownAs("/app-manifests/{code}/conversions");
        Reply reply =
                new GitHubTransport(api).send("POST", api.at(route), GitHubHttp.headers(GitHubHttp.JSON), NOTHING);
        if (reply.status() / 100 != 2) {
            throw GitHubProblem.of("POST " + route.shown(), reply, clock.instant());
        }
        JsonNode app = Json.read(reply.body());
        String secret = Json.textOrNull(app, "webhook_secret");
        return new NewApp(
                Json.number(app, "id"),
                Json.text(app, "name"),
                Json.text(app, "client_id"),
                Secret.of(Json.text(app, "client_secret")),
                Secret.of(Json.text(app, "pem")),
                secret == null || secret.isBlank() ? null : Secret.of(secret),
                URI.create(Json.text(app, "html_url")));
    }
}
