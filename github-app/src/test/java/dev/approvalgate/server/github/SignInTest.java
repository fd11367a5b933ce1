package dev.approvalgate.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.adapter.github.GitHubClient;
import dev.approvalgate.adapter.github.GitHubSignIn;
import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.port.SignIn.Holder;
import dev.approvalgate.server.loopback.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** People sign in with GitHub, and the gate learns who they are and keeps nothing else. */
class SignInTest {

    private static final URI CALLBACK = URI.create("https://gate.example.com/link/callback");
    private static final String VERIFIER = "v".repeat(43);

    private final Bench bench = new Bench();
    private final GitHubSignIn signIn = signIn(bench.github.app().clientSecret());

    private GitHubSignIn signIn(String secret) {
        return new GitHubSignIn(
                bench.settings,
                new GitHubClient(bench.github.app().clientId(), Secret.of(secret), CALLBACK),
                bench.clock);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /** Presses a person's button on the page. {@return the code that comes back} */
    private String code(long account) throws IOException, InterruptedException {
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.of(VERIFIER).bytes());
        URI page = URI.create(signIn.page("s-1", challenge));
        assertThat(page.getQuery())
                .contains("prompt=select_account", "code_challenge_method=S256", "redirect_uri=" + CALLBACK);
        HttpRequest pressed = HttpRequest.newBuilder(bench.github.base().resolve("/login/oauth/authorize"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(page.getRawQuery() + "&account=" + account))
                .build();
        String back = HttpClient.newHttpClient()
                .send(pressed, BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(back).startsWith(CALLBACK + "?code=").endsWith("&state=s-1");
        return back.replaceAll(".*code=([^&]+).*", "$1");
    }

    private static void refused(ReasonCode reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void tellsWhoSignedInAndTakesTheTokenBack() throws Exception {
        Holder holder = signIn.finish(code(bench.author.id()), VERIFIER);

        assertThat(holder)
                .isEqualTo(new Holder(Account.github(bench.settings.realm(), bench.author.id()), bench.author.login()));
        assertThat(bench.github.personalTokens()).isZero();
    }

    @Test
    void aTokenThatCannotBeTakenBackHindersNobody() throws Exception {
        String code = code(bench.author.id());
        bench.failOnce("/applications/" + bench.github.app().clientId() + "/token", Answer.json(500, "{}"));

        assertThat(signIn.finish(code, VERIFIER).name()).isEqualTo(bench.author.login());
    }

    @Test
    void threat15_aCodeIsGoodOnceInTimeAndWithItsProofKeyOnly() throws Exception {
        String used = code(bench.author.id());
        signIn.finish(used, VERIFIER);
        refused(ReasonCode.LINK_SIGN_IN_REFUSED, () -> signIn.finish(used, VERIFIER));
        String unproven = code(bench.author.id());
        refused(ReasonCode.LINK_SIGN_IN_REFUSED, () -> signIn.finish(unproven, "w".repeat(43)));
        String late = code(bench.author.id());
        bench.clock.step(Duration.ofMinutes(11));
        refused(ReasonCode.LINK_SIGN_IN_REFUSED, () -> signIn.finish(late, VERIFIER));
        refused(ReasonCode.LINK_SIGN_IN_REFUSED, () -> signIn.finish("../user", VERIFIER));
        refused(ReasonCode.LINK_SIGN_IN_REFUSED, () -> signIn.finish("", VERIFIER));
    }

    @Test
    void aWrongSecretAndAGitHubThatIsAwayAreToldApart() throws Exception {
        String code = code(bench.author.id());
        assertThatThrownBy(() -> signIn("wrong").finish(code, VERIFIER))
                .hasMessageContaining("incorrect_client_credentials")
                .hasMessageNotContaining("wrong")
                .hasMessageNotContaining(code);
        bench.failOnce("/login/oauth/access_token", Answer.json(503, "{}"));
        refused(ReasonCode.HOST_UNREACHABLE, () -> signIn.finish(code(bench.author.id()), VERIFIER));
        String known = code(bench.author.id());
        bench.failOnce("/user", Answer.json(503, "{}"));
        refused(ReasonCode.HOST_UNREACHABLE, () -> signIn.finish(known, VERIFIER));
        assertThat(bench.github.personalTokens()).as("taken back all the same").isZero();
    }
}
