package dev.approvalgate.server.sandbox.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Refusal;
import dev.approvalgate.server.loopback.Urls;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * People sign in through the App: the page on which one chooses who to be, the exchange of its code, once and within ten minutes, for
 * a token, and what that token is good for. PKCE is checked where it was asked for, as GitHub does.
 */
final class OAuthRoutes {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);

    /** What a code stands for. */
    private record Promised(Account account, String redirect, String challenge, Instant until) {}

    private final World world;
    private final Shapes shapes;
    private final Supplier<AppIdentity> app;
    private final Map<String, Promised> codes = new HashMap<>();
    private final Map<String, Account> tokens = new HashMap<>();

    OAuthRoutes(World world, Shapes shapes, Supplier<AppIdentity> app) {
        this.world = world;
        this.shapes = shapes;
        this.app = app;
    }

    void register(Api api) {
        api.open("GET", "/login/oauth/authorize", this::choose);
        api.open("POST", "/login/oauth/authorize", this::chosen);
        api.open("POST", "/login/oauth/access_token", this::exchange);
        api.open("GET", "/user", this::user);
        api.open("DELETE", "/applications/{client}/token", this::takeBack);
    }

    private Answer choose(Call call) {
        requireOurs(call.query());
        return Answer.html(200, SignInPage.of(call.query(), world.accounts.values()));
    }

    private Answer chosen(Call call) {
        Map<String, String> form = call.form();
        requireOurs(form);
        Account account = world.accounts.get(Long.parseLong("0" + form.getOrDefault("account", "")));
        String redirect = form.getOrDefault("redirect_uri", "");
        String state = "&state=" + Urls.encode(form.getOrDefault("state", ""));
        if (account == null) {
            return Answer.redirect(redirect + "?error=access_denied" + state);
        }
        String code = Keys.random(20);
        codes.put(
                code,
                new Promised(
                        account,
                        redirect,
                        form.getOrDefault("code_challenge", ""),
                        world.now().plus(CODE_LIFE)));
        return Answer.redirect(redirect + "?code=" + code + state);
    }

    private void requireOurs(Map<String, String> given) {
        String redirect = given.getOrDefault("redirect_uri", "");
        boolean known = app.get().callbackUrls().isEmpty()
                ? redirect.startsWith("http")
                : app.get().callbackUrls().contains(redirect);
        boolean proven = given.getOrDefault("code_challenge", "").isEmpty()
                || given.getOrDefault("code_challenge_method", "").equals("S256");
        if (!given.getOrDefault("client_id", "").equals(app.get().clientId()) || !known || !proven) {
            throw Errors.notFound();
        }
    }

    private Answer exchange(Call call) {
        Map<String, String> form = call.form();
        if (!isClient(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""))) {
            return error("incorrect_client_credentials");
        }
        Promised promised = codes.remove(form.getOrDefault("code", ""));
        if (promised == null || !promised.until().isAfter(world.now())) {
            return error("bad_verification_code");
        }
        if (!promised.redirect().equals(form.getOrDefault("redirect_uri", promised.redirect()))) {
            return error("redirect_uri_mismatch");
        }
        String verifier = form.getOrDefault("code_verifier", "");
        if (!promised.challenge().isEmpty() && !promised.challenge().equals(challenge(verifier))) {
            return error("bad_verification_code");
        }
        String token = "ghu_" + Keys.random(36);
        tokens.put(token, promised.account());
        return Json.answer(200, Json.object("access_token", token, "token_type", "bearer", "scope", ""));
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.of(verifier).bytes());
    }

    /** GitHub refuses with status 200. */
    private static Answer error(String error) {
        return Json.answer(200, Json.object("error", error, "error_description", "The exchange is refused."));
    }

    private Answer user(Call call) {
        Account account = call.credential("Bearer", "token").map(tokens::get).orElseThrow(Errors::badCredentials);
        return Json.answer(200, shapes.accounts().full(account));
    }

    private Answer takeBack(Call call) {
        String[] given = call.credential("Basic")
                .map(basic -> new String(Base64.getDecoder().decode(basic), UTF_8).split(":", 2))
                .filter(parts -> parts.length == 2)
                .orElseThrow(Errors::badCredentials);
        if (!call.var("client").equals(given[0]) || !isClient(given[0], given[1])) {
            throw Errors.notFound();
        }
        JsonNode body = Json.read(call.body());
        if (tokens.remove(body.path("access_token").asText()) == null) {
            throw new Refusal(Errors.of(404, "Not Found"));
        }
        return Answer.empty(204);
    }

    /** How many tokens of people are alive. */
    int living() {
        return tokens.size();
    }

    private boolean isClient(String id, String secret) {
        return id.equals(app.get().clientId())
                && MessageDigest.isEqual(
                        secret.getBytes(UTF_8), app.get().clientSecret().getBytes(UTF_8));
    }
}
