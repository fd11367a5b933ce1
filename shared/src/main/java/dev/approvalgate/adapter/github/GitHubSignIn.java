package dev.approvalgate.adapter.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.adapter.github.GitHubTransport.Reply;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.gate.port.SignIn;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People sign in with GitHub through the App (its web application flow, with PKCE). The token that it yields is asked one question, who
 * its bearer is, and is then taken back; it is never stored.
 */
public final class GitHubSignIn implements SignIn {

    private static final Logger LOG = LoggerFactory.getLogger(GitHubSignIn.class);

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final byte[] NOTHING = {};
    private static final String NO_CODE = "none";
    /** What may have come through a stranger's hands. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final GitHubSettings settings;
    private final GitHubClient client;
    private final Clock clock;
    private final GitHubTransport api;
    private final ApiBase web;
    private final GitHubTransport pages;

    /** Signs in through an App. */
    public GitHubSignIn(GitHubSettings settings, GitHubClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
        this.api = new GitHubTransport(settings.api());
        this.web = new ApiBase(settings.webBase());
        this.pages = new GitHubTransport(web);
    }

    @Override
    public String page(String state, String challenge) {
        return web.at(Route.of("login", "oauth", "authorize")
                        .with("client_id", client.id())
                        .with("redirect_uri", client.callback())
                        .with("state", state)
                        .with("code_challenge", challenge)
                        .with("code_challenge_method", "S256")
                        .with("prompt", "select_account")
                        .with("allow_signup", "false"))
                .toString();
    }

    @Override
    public Holder finish(String code, String verifier) {
        if (!CODE.matcher(code).matches()) {
            throw refused("the code is none of GitHub's");
        }
        Secret token = exchange(code, verifier);
        try {
            return holder(token);
        } finally {
            takeBack(token);
        }
    }

    /**
     * {@return what GitHub says of the client: it is shown a code that it never gave}
     *
     * @throws GateException where it does not take the client's id with this secret
     */
    public String look() {
        String error = Json.textOrNull(answer(NO_CODE, NO_CODE), "error");
        if ("bad_verification_code".equals(error)) {
            return "GitHub takes it for client " + client.id();
        }
        if ("incorrect_client_credentials".equals(error)) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "GitHub does not take it for client " + client.id()
                            + "; copy the client id, and make a new client secret, on the App's settings page");
        }
        throw refused(isWord(error) ? "it says " + error : "it says nothing of the client");
    }

    private static boolean isWord(@Nullable String error) {
        return error != null && error.matches("[a-z_]{1,60}");
    }

    private Secret exchange(String code, String verifier) {
        JsonNode answer = answer(code, verifier);
        // GitHub answers 200 where it refuses, too.
        String token = Json.textOrNull(answer, "access_token");
        if (token == null || token.isBlank()) {
            String error = Json.textOrNull(answer, "error");
            throw refused(isWord(error) ? "it says " + error : "it gave no token");
        }
        return Secret.of(token);
    }

    private JsonNode answer(String code, String verifier) {
        String form = new Route("", "")
                .with("client_id", client.id())
                .with("client_secret", client.secret().reveal())
                .with("code", code)
                .with("redirect_uri", client.callback())
                .with("code_verifier", verifier)
                .path()
                .substring(1);
        Map<String, String> headers = GitHubHttp.headers("application/json");
        headers.put("Content-Type", FORM);
        Route route = Route.of("login", "oauth", "access_token");
        return Json.read(
                checked("POST " + route.shown(), pages.send("POST", web.at(route), headers, form.getBytes(UTF_8)))
                        .body());
    }

    private Holder holder(Secret token) {
        Map<String, String> headers = GitHubHttp.headers(GitHubHttp.JSON);
        headers.put("Authorization", "Bearer " + token.reveal());
        Route route = Route.of("user");
        JsonNode user = Json.read(checked("GET " + route.shown(), api.send("GET", uri(route), headers, NOTHING))
                .body());
        return new Holder(Account.github(settings.realm(), Json.number(user, "id")), Json.text(user, "login"));
    }

    /** What is no longer needed cannot be stolen. Where it fails, the token lapses by itself, after eight hours as GitHub has it. */
    private void takeBack(Secret token) {
        try {
            Map<String, String> headers = GitHubHttp.headers(GitHubHttp.JSON);
            String credential = client.id() + ":" + client.secret().reveal();
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(credential.getBytes(UTF_8)));
            Route route = Route.of("applications", client.id(), "token");
            checked(
                    "DELETE " + route.shown(),
                    api.send("DELETE", uri(route), headers, Json.write(Map.of("access_token", token.reveal()))));
        } catch (GateException e) {
            LOG.warn("a person's token was used and could not be taken back: {}", e.getMessage());
        }
    }

    private URI uri(Route route) {
        return settings.api().at(route);
    }

    private Reply checked(String what, Reply reply) {
        if (reply.status() / 100 != 2) {
            throw GitHubProblem.of(what, reply, clock.instant());
        }
        return reply;
    }

    private static GateException refused(String why) {
        return new GateException(ReasonCode.LINK_SIGN_IN_REFUSED, "GitHub did not confirm who signed in: " + why);
    }
}
