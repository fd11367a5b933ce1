package dev.approvalgate.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.CanonicalJson;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.VisibleText;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns a deploy token into temporary credentials of an AWS role ({@code AssumeRoleWithWebIdentity}, a call that needs no signature),
 * in the form that {@code credential_process} of AWS' tools expects.
 */
public final class AwsRole {

    private static final int LONGEST_TEXT = 500;

    private final JsonHttp http;
    private final URI endpoint;

    /**
     * Asks a Security Token Service.
     *
     * @param endpoint its address, such as {@code https://sts.eu-central-1.amazonaws.com}
     */
    public AwsRole(JsonHttp http, URI endpoint) {
        this.http = http;
        this.endpoint = endpoint;
    }

    /**
     * {@return the credentials as one JSON object}
     *
     * @param role the role's ARN
     * @param session names the session in AWS' own records: 2 to 64 letters, digits and {@code =,.@-_}
     * @throws GateException with {@code target_refused} where AWS refuses
     */
    public String credentials(Granted granted, String role, String session) {
        JsonHttp.Reply reply = http.post(
                URI.create(endpoint + "/"),
                Map.of(
                        "Action",
                        "AssumeRoleWithWebIdentity",
                        "Version",
                        "2011-06-15",
                        "RoleArn",
                        role,
                        "RoleSessionName",
                        session,
                        "WebIdentityToken",
                        granted.token().reveal()));
        JsonNode found = reply.body()
                .path("AssumeRoleWithWebIdentityResponse")
                .path("AssumeRoleWithWebIdentityResult")
                .path("Credentials");
        String key = found.path("AccessKeyId").asText();
        String secret = found.path("SecretAccessKey").asText();
        String token = found.path("SessionToken").asText();
        if (reply.status() != 200 || key.isEmpty() || secret.isEmpty() || token.isEmpty()) {
            JsonNode error = reply.body().path("Error");
            String said =
                    (error.path("Code").asText() + " " + error.path("Message").asText()).strip();
            throw new GateException(
                    ReasonCode.TARGET_REFUSED,
                    endpoint + " gives no credentials for " + VisibleText.line(role, LONGEST_TEXT) + " (status "
                            + reply.status() + (said.isEmpty() ? "" : ", " + VisibleText.line(said, LONGEST_TEXT))
                            + "); compare the role's trust policy with the token's claims: gate token --verify");
        }
        var members = new TreeMap<String, Object>();
        members.put("Version", 1);
        members.put("AccessKeyId", key);
        members.put("SecretAccessKey", secret);
        members.put("SessionToken", token);
        members.put("Expiration", expiration(found.path("Expiration")).toString());
        return CanonicalJson.text(members);
    }

    /** In its JSON form the service writes seconds of the epoch. */
    private static Instant expiration(JsonNode value) {
        return value.isNumber() ? Instant.ofEpochSecond(value.asLong()) : Instant.parse(value.asText());
    }
}
