package dev.approvalgate.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupCommandTest {

    private static final Pattern SAID =
            Pattern.compile("Open (http://127\\.0\\.0\\.1:\\d+/) in a browser .* the code ([0-9a-f]{10})\\.");

    @TempDir
    private Path dir = Path.of("");

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void leadsFromTheConsoleToTheFilesAndEndsByItself() throws Exception {
        try (GitHubStandIn github = GitHubStandIn.start(Clock.systemUTC())) {
            var out = new StringWriter();
            var err = new StringWriter();
            String[] arguments = {
                "setup",
                "--public-url=https://gate.example.com",
                "--dir=" + dir,
                "--github-web=" + github.base(),
                "--github-api=" + github.base(),
                "--github-issuer=" + github.oidc().issuer()
            };
            var ended = CompletableFuture.supplyAsync(() -> GateCommand.line(new Context(Map.of(), Clock.systemUTC()))
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(arguments));

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> SAID.matcher(err.toString()).find());
            Matcher said = SAID.matcher(err.toString());
            assertThat(said.find()).isTrue();
            HttpResponse<String> opened = post(URI.create(said.group(1)).resolve("/begin"), "code=" + said.group(2));
            HttpResponse<String> made = post(
                    URI.create(field("action=\"([^\"]+)\"", opened.body())),
                    "manifest="
                            + URLEncoder.encode(field("value=\"([^\"]+)\"", opened.body()), StandardCharsets.UTF_8));
            browser.send(
                    HttpRequest.newBuilder(URI.create(
                                    made.headers().firstValue("location").orElseThrow()))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(ended.get(20, TimeUnit.SECONDS)).isZero();
            assertThat(out.toString()).startsWith("Done. Next: ").contains("docs/quickstart.md");
            assertThat(dir.resolve("gate.yaml")).isNotEmptyFile();
            assertThat(Cli.run(Map.of(), arguments).err()).contains("github-app.pem exists and is not replaced");
        }
    }

    @Test
    void whatCannotWorkIsRefusedAtOnce() throws IOException {
        Cli.Result noUrl = Cli.run("setup");
        assertThat(noUrl.code()).isEqualTo(2);
        assertThat(noUrl.err()).contains("Missing required option: '--public-url=URL'", "See: gate setup --help");

        Cli.Result noDirectory = setup("--dir=" + dir.resolve("nowhere"));
        assertThat(noDirectory.code()).isEqualTo(2);
        assertThat(noDirectory.err()).contains("nowhere is no directory that can be written to");

        Files.writeString(dir.resolve("gate.yaml"), "mine");
        Cli.Result there = setup("--dir=" + dir, "--json");
        assertThat(there.code()).isEqualTo(2);
        assertThat(there.json().path("message").asText()).contains("gate.yaml exists and is not replaced");
        assertThat(dir.resolve("gate.yaml")).hasContent("mine");

        Files.delete(dir.resolve("gate.yaml"));
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Cli.Result port = setup("--dir=" + dir, "--port=" + taken.getLocalPort());
            assertThat(port.code()).isEqualTo(2);
            assertThat(port.err())
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort(), "choose another --port");
        }
        assertThat(dir).isEmptyDirectory();
    }

    private static Cli.Result setup(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "setup";
        all[1] = "--public-url=https://gate.example.com";
        System.arraycopy(more, 0, all, 2, more.length);
        return Cli.run(all);
    }

    private HttpResponse<String> post(URI address, String form) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String field(String pattern, String html) {
        Matcher found = Pattern.compile(pattern).matcher(html);
        assertThat(found.find()).as(html).isTrue();
        return found.group(1).replace("&quot;", "\"").replace("&amp;", "&");
    }
}
