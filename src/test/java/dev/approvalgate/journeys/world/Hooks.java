package dev.approvalgate.journeys.world;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Posts webhooks of any content, with any signature. */
public final class Hooks {

    private final URI url;
    private final String secret;

    private Hooks(URI url, String secret) {
        this.url = url;
        this.secret = secret;
    }

    /** {@return hooks that are signed with a scene's own secret} */
    public static Hooks of(Scene scene) {
        return new Hooks(scene.url("/webhooks/github"), scene.github().app().webhookSecret());
    }

    /** {@return hooks that are signed with another secret, as a forger's are} */
    public Hooks signedWith(String other) {
        return new Hooks(url, other);
    }

    /** Posts an event under a new GUID. */
    public Reply post(String event, String payload) {
        return post(event, payload, UUID.randomUUID().toString());
    }

    /** Posts an event under a GUID. */
    public Reply post(String event, String payload, String guid) {
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        return postRaw(event, body, guid, "sha256=" + Hmac.sha256(secret, body));
    }

    /** Posts an event under any signature; an empty one is left out. */
    public Reply postRaw(String event, byte[] body, String guid, String signature) {
        var headers = new HashMap<>(Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "GitHub-Hookshot/1",
                "X-GitHub-Event",
                event,
                "X-GitHub-Delivery",
                guid));
        if (!signature.isEmpty()) {
            headers.put("X-Hub-Signature-256", signature);
        }
        return Http.post(url, headers, body);
    }
}
