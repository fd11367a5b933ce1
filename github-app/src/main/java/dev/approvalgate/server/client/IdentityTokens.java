package dev.approvalgate.server.client;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a job's own identity token comes from: a file, a variable, or GitHub's runner, which gives a fresh one each time it is asked.
 */
public final class IdentityTokens {

    /** The variable that holds the token where no file and no runner does. */
    public static final String VARIABLE = "GATE_IDENTITY_TOKEN";

    private static final String RUNNER_URL = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private static final String RUNNER_TOKEN = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
    private static final int LARGEST = 64 * 1024;

    private final JsonHttp http;
    private final Map<String, String> environment;
    private final String audience;
    private final Optional<Path> file;

    /**
     * Reads from the first of them that is there.
     *
     * @param environment the job's variables
     * @param audience asked of GitHub's runner
     * @param file named by the caller
     */
    public IdentityTokens(JsonHttp http, Map<String, String> environment, String audience, Optional<Path> file) {
        this.http = http;
        this.environment = Map.copyOf(environment);
        this.audience = audience;
        this.file = file;
    }

    /**
     * {@return an identity token; a fresh one where that can be had}
     *
     * @throws GateException with {@code credentials_missing} where there is none
     */
    public Secret next() {
        if (file.isPresent()) {
            return read(file.get());
        }
        String variable = environment.getOrDefault(VARIABLE, "").strip();
        if (!variable.isEmpty()) {
            return Secret.of(variable);
        }
        String url = environment.getOrDefault(RUNNER_URL, "");
        String bearer = environment.getOrDefault(RUNNER_TOKEN, "");
        if (url.isEmpty() || bearer.isEmpty()) {
            throw new GateException(
                    ReasonCode.CREDENTIALS_MISSING,
                    "there is no identity token: give --identity-token FILE or the variable " + VARIABLE
                            + ", or on GitHub give the job the permission id-token: write");
        }
        return ofRunner(URI.create(url + "&audience=" + JsonHttp.encode(audience)), bearer);
    }

    private static Secret read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new GateException(ReasonCode.TOKEN_MALFORMED, file + " is larger than any identity token");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw new GateException(
                        ReasonCode.CREDENTIALS_MISSING, file + " is empty; it must hold an identity token");
            }
            return Secret.of(text);
        } catch (IOException e) {
            throw new GateException(
                    ReasonCode.CREDENTIALS_MISSING, "cannot read " + file + "; it must hold an identity token", e);
        }
    }

    private Secret ofRunner(URI uri, String bearer) {
        JsonHttp.Reply reply = http.get(uri, Map.of("Authorization", "Bearer " + bearer));
        String value = reply.body().path("value").asText();
        if (reply.status() != 200 || value.isEmpty()) {
            throw new GateException(
                    ReasonCode.SERVER_UNREACHABLE,
                    "GitHub gave no identity token (status " + reply.status() + "); run the job again");
        }
        return Secret.of(value);
    }
}
