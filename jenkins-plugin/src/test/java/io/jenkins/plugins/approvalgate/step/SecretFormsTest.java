package io.jenkins.plugins.approvalgate.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

    /** Of what a tool breaks into lines, as base64 and fold do, at most the last few characters are left. */
    @Test
    void threat20_inLinesOfAnyWidth() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            String token = token(random);
            String plain = "token=" + token + ";";
            SecretForms forms = SecretForms.of(token);
            byte[] among = (text(random) + token + "\n").getBytes(UTF_8);
            for (String whole : List.of(
                    plain,
                    URLEncoder.encode(token, UTF_8),
                    Base64.getEncoder().encodeToString(among),
                    Base64.getUrlEncoder().encodeToString(among))) {
                int width = 20 + random.nextInt(181);
                for (String line : lines(whole, width)) {
                    byte[] bytes = line.getBytes(UTF_8);
                    String shown = new String(forms.mask(bytes, bytes.length), UTF_8);
                    for (String left : shown.split("\\*{4}", -1)) {
                        assertThat(left.length())
                                .as("%s of %s at %d", left, line, width)
                                .isLessThan(2 * Pieces.LENGTH);
                        assertThat(left.length() >= Pieces.LENGTH && token.contains(left))
                                .isFalse();
                    }
                }
            }
        }
    }

    /** What was wrapped first and then encoded holds line breaks in between. */
    @Test
    void threat20_wrappedAndThenEncoded() {
        var random = new Random(8);
        for (int i = 0; i < 100; i++) {
            String token = token(random);
            int width = 20 + random.nextInt(181);
            String wrapped = String.join("\n", lines(token, width));
            String line = Base64.getEncoder().encodeToString(wrapped.getBytes(UTF_8));
            String shown = masked(token, line);
            for (String left : shown.split("\\*{4}", -1)) {
                assertThat(left.length()).isLessThan(2 * Pieces.LENGTH);
            }
        }
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        var random = new Random(9);
        SecretForms forms = SecretForms.of(TOKEN);
        for (int i = 0; i < 500; i++) {
            byte[] line = new byte[random.nextInt(400)];
            random.nextBytes(line);
            assertThat(forms.mask(line, line.length)).isEqualTo(line);
            byte[] text = Base64.getEncoder().encode(line);
            assertThat(forms.mask(text, text.length)).isEqualTo(text);
        }
        String sentence = "deploying https://gate to production: iss, sub, 15 files, 0123456789abcdef";
        assertThat(masked(TOKEN, sentence)).isEqualTo(sentence);
        String shorter = TOKEN.substring(30, 30 + Pieces.LENGTH - 1);
        assertThat(masked(TOKEN, shorter)).isEqualTo(shorter);
    }

    private static String token(Random random) {
        byte[] signature = new byte[64];
        random.nextBytes(signature);
        String claims =
                "{\"iss\":\"https://gate\",\"jti\":\"" + random.nextLong() + "\",\"scope\":\"deploy:payments\"}";
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return "eyJhbGciOiJFUzI1NiJ9." + encoder.encodeToString(claims.getBytes(UTF_8)) + "."
                + encoder.encodeToString(signature);
    }

    private static List<String> lines(String text, int width) {
        return IntStream.iterate(0, at -> at < text.length(), at -> at + width)
                .mapToObj(at -> text.substring(at, Math.min(text.length(), at + width)))
                .toList();
    }
}
