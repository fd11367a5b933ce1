package dev.approvalgate.journeys.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Daemon;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Program;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.journeys.world.PolicyText;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.server.sandbox.world.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL behind a real nginx, as the recipe sets it up: no token, no path. */
@Needs({Tool.NGINX_STREAM, Tool.SOCAT, Tool.OPENSSL, Tool.POSTGRESQL})
class DatabaseRecipeTest {

    private static final String TARGETS = """
            targets:
              - id: payments-db
                audience: %s
                environments: [production]
                url: https://db.example.com
                proxy: nginx
                clients: [127.0.0.0/8]
                allow: [{ methods: [CONNECT], paths: ["/payments"], scopes: [deploy:payments] }]
            """.formatted(PolicyText.AUDIENCE);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path place = Path.of("");

    private final int port = FreePort.find();

    private Scene scene() {
        Scene scene = Scene.set(folder, Settings.USUAL, policy -> policy.with("targets", TARGETS));
        scene.files().targets("payments-db");
        return scene.start();
    }

    private Daemon proxy(Scene scene, Database database) throws IOException {
        Path certificate = place.resolve("db.pem");
        Path key = place.resolve("db.key");
        Program.Result made = Program.of(List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString()))
                .run("", PATIENCE);
        assertThat(made.status()).as(made.tail()).isZero();
        Path secret = Files.writeString(
                place.resolve("gate-secret.conf"),
                "js_var $gate_secret \"" + scene.files().targetSecret() + "\";\n");
        int relay = FreePort.find();
        Recipe.of("postgresql.js").with("127.0.0.1:8444", "127.0.0.1:" + relay).write(place.resolve("postgresql.js"));
        Path config = Recipe.of("postgresql.conf")
                .with("https://gate.example.com", scene.files().url().toString())
                .with("127.0.0.1:8444", "127.0.0.1:" + relay)
                .with("127.0.0.1:5433", "127.0.0.1:" + port)
                .with("127.0.0.1:5432", database.address())
                .with("load_module modules/", "load_module /usr/lib/nginx/modules/")
                .with("/etc/nginx/gate-secret.conf", secret.toString())
                .with("/etc/nginx/db.example.com.pem", certificate.toString())
                .with("/etc/nginx/db.example.com.key", key.toString())
                .with("js_path /etc/nginx;", "js_path " + place + ";")
                .after("pid %s/nginx.pid;%nerror_log stderr;%n".formatted(place))
                .write(place.resolve("nginx.conf"));
        return Proxies.nginx(config, port);
    }

    /** The job's side: a socket of its own that leads to the proxy. */
    private Daemon way(Path socket, String token) throws IOException {
        Path script = Recipe.of("postgresql-client.sh")
                .with("db.example.com:5433", "localhost:" + port)
                .with(
                        "/etc/ssl/certs/ca-certificates.crt",
                        place.resolve("db.pem").toString())
                .write(place.resolve("client.sh"));
        Files.createDirectory(socket);
        Daemon way = Daemon.start(
                List.of("env", "DEPLOY_TOKEN=" + token, "sh", script.toString(), socket.toString()), socket, port);
        Scene.eventually().until(() -> Files.exists(socket.resolve(".s.PGSQL.5432")));
        return way;
    }

    private static Program.Result psql(Path socket, String sql) {
        return Program.of(List.of("psql", "-h", socket.toString(), "-U", Database.USER, "-d", "payments", "-qAtX"))
                .run(sql, PATIENCE);
    }

    private void refused(String name, String token) throws IOException {
        Path socket = place.resolve(name);
        try (Daemon way = way(socket, token)) {
            Program.Result answer = psql(socket, "SELECT 1;");
            assertThat(answer.status()).as(name).isEqualTo(2);
            assertThat(answer.out()).isEmpty();
            assertThat(way.log()).doesNotContain(token.isEmpty() ? "Bearer" : token);
        }
    }

    @Test
    void whoHasALivingTokenReachesTheDatabase_andNobodyElse() throws IOException {
        try (Scene scene = scene();
                Database database = Database.start();
                Daemon proxy = proxy(scene, database)) {
            String expired = Approved.expired(scene);
            String token = Approved.token(scene);
            Path socket = place.resolve("job");
            try (Daemon way = way(socket, token)) {
                Program.Result bytes = psql(socket, """
                        CREATE TABLE deployed (version text);
                        INSERT INTO deployed VALUES ('v2');
                        SELECT version FROM deployed;
                        SELECT length(repeat('\u00ff', 1000000));
                        """);
                assertThat(bytes.out()).as(bytes.err() + proxy.log()).isEqualTo("v2\n1000000\n");

                var open = CompletableFuture.supplyAsync(() -> psql(socket, """
                        SELECT 1;
                        \\! touch %1$s/opened; until [ -e %1$s/revoked ]; do sleep 0.1; done
                        SELECT 2;
                        """.formatted(place)));
                Scene.eventually().until(() -> Files.exists(place.resolve("opened")));
                assertThat(scene.revoke(token).status()).isEqualTo(200);
                assertThat(psql(socket, "SELECT 3;").status())
                        .as("a new connection")
                        .isEqualTo(2);
                Files.createFile(place.resolve("revoked"));
                assertThat(open.join().out())
                        .as("a connection that is open is not asked about again")
                        .isEqualTo("1\n2\n");
                assertThat(way.log()).doesNotContain(token);
            }
            refused("none", "");
            refused("forged", token.substring(0, token.length() - 6) + "AAAAAA");
            refused("expired", expired);
            refused("identity", scene.identityToken(scene.deploy().job()));
            assertThat(proxy.log()).doesNotContain(token, expired);
            assertThat(scene.ledger()).contains("payments-db", "CONNECT").doesNotContain(token);
        }
    }
}
