package dev.approvalgate.adapter.github;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubSignatureTest {

    /** The example of GitHub's documentation on validating webhook deliveries. */
    private static final Secret SECRET = Secret.of("It's a Secret to Everybody");

    private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void gitHubsOwnExampleVerifies() {
        assertThatCode(() -> new GitHubSignature(List.of(SECRET)).verify(SIGNATURE, BODY))
                .doesNotThrowAnyException();
    }

    @Test
    void bothSecretsVerifyWhileOneIsRotated() {
        assertThatCode(() -> new GitHubSignature(List.of(Secret.of("the new one"), SECRET)).verify(SIGNATURE, BODY))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17\n",
                " sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=",
                "sha256=zz"
            })
    void threat11_aForgedSignatureIsRefused(String header) {
        assertThatThrownBy(() -> new GitHubSignature(List.of(SECRET)).verify(header, BODY))
                .isInstanceOfSatisfying(
                        GateException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(
                                        e.reason().kind())
                                .isEqualTo(ReasonCode.Kind.UNAUTHENTICATED));
    }

    @Test
    void threat11_anotherBodyIsRefused() {
        byte[] other = "Hello, World?".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new GitHubSignature(List.of(SECRET)).verify(SIGNATURE, other))
                .isInstanceOf(GateException.class);
    }

    @Test
    void withoutASecretNothingVerifies() {
        assertThatThrownBy(() -> new GitHubSignature(List.of()).verify(SIGNATURE, BODY))
                .isInstanceOf(GateException.class);
    }
}
