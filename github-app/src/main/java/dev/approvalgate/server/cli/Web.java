package dev.approvalgate.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.approvalgate.adapter.config.IssuerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** Looks at addresses that others must reach too. Follows no redirects and reads a bounded answer. */
final class Web {

    private static final int MOST_BYTES = 512 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private record Reply(int status, String body) {}

    Finding gate(URI publicUrl) {
        URI health = URI.create(publicUrl + "/healthz");
        try {
            Reply reply = get(health);
            return reply.status() == 200
                    ? Finding.ok("public_url", health + " answers")
                    : Finding.fail(
                            "public_url",
                            health + " answers " + reply.status()
                                    + "; let the proxy in front pass requests to the gate's listen address");
        } catch (IOException e) {
            return Finding.skip(
                    "public_url",
                    health + " does not answer from here (" + name(e) + "); start the server, then look again");
        }
    }

    /** {@return the text of an address that must be safe from others on the way} */
    String text(URI uri) throws IOException {
        Reply reply = get(uri);
        if (reply.status() != 200) {
            throw new IOException(uri + " answers " + reply.status());
        }
        return reply.body();
    }

    List<Finding> issuers(List<IssuerSettings> issuers) {
        var findings = new ArrayList<Finding>();
        for (IssuerSettings issuer : issuers) {
            findings.add(issuer(issuer.issuer()));
        }
        return findings;
    }

    private Finding issuer(String issuer) {
        String step = "issuer";
        URI metadata = URI.create(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration");
        try {
            Reply reply = get(metadata);
            JsonNode json = new JsonMapper().readTree(reply.body());
            String jwks = json.path("jwks_uri").asText();
            if (reply.status() != 200 || !issuer.equals(json.path("issuer").asText()) || jwks.isEmpty()) {
                return Finding.fail(
                        step,
                        metadata + " does not describe " + issuer + "; write the issuer exactly as its tokens do");
            }
            int keys = new JsonMapper()
                    .readTree(get(URI.create(jwks)).body())
                    .path("keys")
                    .size();
            return keys > 0
                    ? Finding.ok(step, issuer + " publishes " + keys + (keys == 1 ? " key" : " keys"))
                    : Finding.fail(step, jwks + " publishes no keys");
        } catch (JsonProcessingException e) {
            return Finding.fail(step, metadata + " does not answer with JSON; check the issuer's address");
        } catch (IOException | IllegalArgumentException e) {
            return Finding.fail(step, metadata + " cannot be read from here (" + name(e) + "); open the way out to it");
        }
    }

    /** In words: the client's own exceptions carry only the names of their classes, most of the time. */
    static String name(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "no name server knows its host";
            }
            if (cause instanceof SSLException) {
                return "its certificate is not trusted here";
            }
            if (cause instanceof HttpTimeoutException) {
                return "nothing came in time";
            }
        }
        return e instanceof ConnectException ? "nobody listens there" : String.valueOf(e.getMessage());
    }

    private Reply get(URI uri) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                return new Reply(response.statusCode(), new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
