package dev.approvalgate.journeys.threats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalgate.journeys.world.Deployment;
import dev.approvalgate.journeys.world.GateFiles;
import dev.approvalgate.journeys.world.Http;
import dev.approvalgate.journeys.world.Reply;
import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import dev.approvalgate.journeys.world.Someone;
import dev.approvalgate.journeys.world.Tokens;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.LoopbackServer;
import dev.approvalgate.server.sandbox.github.JobState;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on how identity tokens are signed. Each forged token says what the approved job's own would say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlgorithmThreatsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Scene scene;
    private Deployment deployment;

    @BeforeAll
    void approve(@TempDir Path folder) {
        scene = Scene.running(folder, Settings.USUAL);
        deployment = scene.deploy();
        scene.approve(Someone.APPROVER_1, deployment);
        scene.waitFor(deployment.job(), JobState.IN_PROGRESS);
    }

    @AfterAll
    void close() {
        scene.close();
    }

    /** What the job's own token says now, with a fresh id. */
    private ObjectNode claims() {
        return (ObjectNode) Tokens.claims(scene.identityToken(deployment.job()));
    }

    private ObjectNode header() {
        return (ObjectNode) Tokens.header(scene.identityToken(deployment.job()));
    }

    private void isRefused(String token) {
        Reply reply = scene.exchange(token);
        assertThat(reply.status()).as(reply.body()).isEqualTo(401);
        assertThat(reply.text("access_token")).isEmpty();
    }

    @Test
    void threat28_noAlgorithmAtAll() {
        for (String none : new String[] {"none", "None", "NONE", ""}) {
            isRefused(part(header().put("alg", none)) + "." + part(claims()) + ".");
        }
        ObjectNode header = header();
        header.remove("alg");
        isRefused(part(header) + "." + part(claims()) + ".");
    }

    @Test
    void threat28_thePublicKeyAsASharedSecret() throws GeneralSecurityException {
        JsonNode jwk = Http.get(URI.create(scene.github().oidc().issuer() + "/.well-known/jwks"), Map.of())
                .json()
                .path("keys")
                .path(0);
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(jwk.path("n")), number(jwk.path("e"))));
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : new byte[][] {pem.getBytes(UTF_8), key.getEncoded()}) {
            String input = part(header().put("alg", "HS256")) + "." + part(claims());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            isRefused(input + "." + base64(mac.doFinal(input.getBytes(UTF_8))));
        }
    }

    @Test
    void threat28_aKeyThatTheTokenBringsAlong() throws GeneralSecurityException {
        KeyPair forger = rsa();
        try (LoopbackServer elsewhere = LoopbackServer.start(0)) {
            elsewhere.route("GET", "/{path*}", call -> Answer.json(200, "{\"keys\":[]}"));
            for (Consumer<ObjectNode> lure : java.util.List.<Consumer<ObjectNode>>of(
                    header -> header.put("jku", elsewhere.base() + "/keys"),
                    header -> header.put("x5u", elsewhere.base() + "/chain"),
                    header -> header.putArray("x5c").add("AAAA"),
                    header -> header.putObject("jwk").put("kty", "RSA"),
                    header -> header.putArray("crit").add("exp"))) {
                ObjectNode header = header();
                lure.accept(header);
                isRefused(signed(header, claims(), forger));
            }
            assertThat(elsewhere.journal())
                    .as("nobody followed the token's addresses")
                    .isEmpty();
        }
    }

    @Test
    void threat28_keyIdsThatArePathsOrAddresses() throws GeneralSecurityException {
        KeyPair forger = rsa();
        for (String kid : new String[] {
            "../../../../dev/null", "/etc/passwd", "https://example.com/key", "' or 1=1 --", "a".repeat(5000), "\u0000"
        }) {
            isRefused(signed(header().put("kid", kid), claims(), forger));
        }
        ObjectNode header = header();
        header.remove("kid");
        isRefused(signed(header, claims(), forger));
    }

    @Test
    void threat28_aSignatureOfSomebodyElseUnderTheRightKeyId() throws GeneralSecurityException {
        isRefused(signed(header(), claims(), rsa()));
    }

    @Test
    void threat28_claimsThatAreMissingOrTooGenerous() {
        for (String missing : new String[] {"exp", "iat", "jti", "sub", "aud", "iss", "repository_id", "run_id"}) {
            ObjectNode claims = claims();
            claims.remove(missing);
            isRefused(sign(claims));
        }
        long now = scene.clock().instant().getEpochSecond();
        isRefused(sign(claims().put("exp", now - 3600)));
        isRefused(sign(claims().put("nbf", now + 3600)));
        isRefused(sign(claims().put("exp", now + 365L * 24 * 3600)));
        ObjectNode many = claims();
        many.putArray("aud").add(GateFiles.OUR_AUDIENCE).add("https://elsewhere.example.com");
        isRefused(sign(many));
    }

    @Test
    void threat28_malformedTokens() {
        String good = scene.identityToken(deployment.job());
        for (String bad : new String[] {
            "x",
            "..",
            "a.b",
            "a.b.c.d",
            good + ".",
            good.substring(0, good.length() - 4),
            good.replace('.', '!'),
            " " + good
        }) {
            Reply reply = scene.exchange(bad);
            assertThat(reply.status()).as(reply.body()).isIn(400, 401);
        }
        assertThat(scene.exchange(scene.identityToken(deployment.job())).status())
                .as("the good one works")
                .isEqualTo(200);
    }

    private String sign(JsonNode claims) {
        return scene.github()
                .oidc()
                .sign(MAPPER.convertValue(
                        claims,
                        MAPPER.getTypeFactory()
                                .constructMapType(java.util.LinkedHashMap.class, String.class, Object.class)));
    }

    private static String signed(JsonNode header, JsonNode claims, KeyPair key) throws GeneralSecurityException {
        String input = part(header) + "." + part(claims);
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(key.getPrivate());
        signer.update(input.getBytes(UTF_8));
        return input + "." + base64(signer.sign());
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static BigInteger number(JsonNode encoded) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(encoded.asText()));
    }

    private static String part(JsonNode json) {
        return base64(json.toString().getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
