package dev.approvalgate.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Secret;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What makes a token usable once where its issuer gives it no id. */
class TokenIdTest {

    /** The order of the group of P-256 (FIPS 186-5). */
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = Desk.generic(new ClaimNames("repo", "file", "build", null, null, null, null));
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private static Forge forge(SigningPair signer) {
        return new Forge(signer, desk.issuer(), desk.clock.instant())
                .claim("jti", null)
                .claim("repo", "payments")
                .claim("file", "deploy.yml")
                .claim("build", 9);
    }

    @Test
    void aGivenIdIsUsed() {
        assertThat(desk.verify(forge(Desk.RSA).claim("jti", "7").token()).id()).isEqualTo("7");
    }

    @Test
    void everyTokenHasAnIdOfItsOwn() {
        String first = desk.verify(forge(Desk.RSA).token()).id();

        assertThat(desk.verify(forge(Desk.RSA).token()).id()).isEqualTo(first).startsWith("sha-256:");
        assertThat(desk.verify(forge(Desk.RSA).shift("exp", 1).token()).id()).isNotEqualTo(first);
    }

    @Test
    void threat34_theTwinOfAnEcdsaSignatureMakesNoOtherToken() {
        Secret token = forge(Desk.EC).token();
        Secret twin = twin(token);

        assertThat(twin.reveal()).isNotEqualTo(token.reveal());
        assertThat(desk.verify(twin).id()).isEqualTo(desk.verify(token).id());
    }

    @Test
    void threat34_anotherSpellingOfTheSignatureMakesNoOtherToken() {
        Secret token = forge(Desk.RSA).token();
        Secret spelled = spelledOtherwise(token);

        assertThat(spelled.reveal()).isNotEqualTo(token.reveal());
        assertThat(desk.verify(spelled).id()).isEqualTo(desk.verify(token).id());
    }

    /** For every signature (r, s) there is (r, n - s). */
    private static Secret twin(Secret token) {
        String text = token.reveal();
        int dot = text.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(text.substring(dot + 1));
        var s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        byte[] other = ORDER.subtract(s).toByteArray();
        for (int i = 0; i < 32; i++) {
            int from = other.length - 32 + i;
            signature[32 + i] = from < 0 ? 0 : other[from];
        }
        return Secret.of(text.substring(0, dot + 1) + Forge.base64(signature));
    }

    /** The last of 342 characters carries four bits that mean nothing. */
    private static Secret spelledOtherwise(Secret token) {
        String text = token.reveal();
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char last = text.charAt(text.length() - 1);
        return Secret.of(text.substring(0, text.length() - 1) + alphabet.charAt(alphabet.indexOf(last) + 1));
    }
}
