package io.jenkins.plugins.approvalgate.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretFormsTest {

    private static final String TOKEN =
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJodHRwczovL2dhdGUifQ.c2lnbmF0dXJlLW9mLXNvbWUta2luZA";

    private static String masked(String secret, String line) {
        byte[] bytes = line.getBytes(UTF_8);
        return new String(SecretForms.of(secret).mask(bytes, bytes.length), UTF_8);
    }

    @Test
    void threat20_theTokenAsItIs() {
        assertThat(masked(TOKEN, "+ curl -H 'Authorization: Bearer " + TOKEN + "' https://bank"))
                .isEqualTo("+ curl -H 'Authorization: Bearer ****' https://bank");
    }

    @Test
    void threat20_itsSignatureAlone() {
        assertThat(masked(TOKEN, "part 3: " + TOKEN.substring(TOKEN.lastIndexOf('.') + 1)))
                .isEqualTo("part 3: ****");
    }

    @Test
    void threat20_percentEncoded() {
        String secret = "key with/odd+characters=";
        assertThat(masked(secret, "?token=" + URLEncoder.encode(secret, UTF_8) + "&x"))
                .isEqualTo("?token=****&x");
    }

    @Test
    void threat20_base64AmongAnyOtherBytes() {
        var random = new Random(20);
        for (int i = 0; i < 500; i++) {
            String before = text(random);
            String after = text(random);
            byte[] whole = (before + TOKEN + after).getBytes(UTF_8);
            for (String line : new String[] {
                Base64.getEncoder().encodeToString(whole),
                Base64.getUrlEncoder().encodeToString(whole)
            }) {
                String shown = masked(TOKEN, line);
                assertThat(shown).as(before + "|" + after).contains("****");
                assertThat(shown.length()).as("little is left of it").isLessThan(line.length() - TOKEN.length());
            }
        }
    }

    private static String text(Random random) {
        return "a:b/c?d~e".substring(0, random.nextInt(9));
    }

    @Test
    void whatIsNoSecretStaysAsItIs_whateverItsEncoding() {
        byte[] line = {'n', 'a', (byte) 0xEF, 'v', (byte) 0xFF, 'e', '\n'};
        assertThat(SecretForms.of(TOKEN).mask(line, line.length)).isEqualTo(line);
    }

    @Test
    void twoTokensInOneLineAreBothMasked() {
        assertThat(masked(TOKEN, TOKEN + " " + TOKEN)).isEqualTo("**** ****");
    }
}
