package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    private static String decoded(String target) {
        return RequestPath.of(target).orElseThrow().withoutSlash();
    }

    @Test
    void isDecodedOnceAndWithoutItsQuery() {
        assertThat(decoded("/")).isEmpty();
        assertThat(decoded("/deploy/payments")).isEqualTo("deploy/payments");
        assertThat(decoded("/deploy/")).isEqualTo("deploy/");
        assertThat(decoded("/deploy?to=/../x&a=%2F")).isEqualTo("deploy");
        assertThat(decoded("/a%20b/%C3%A4%c3%a4")).isEqualTo("a b/\u00e4\u00e4");
        assertThat(decoded("/a...b/.hidden/..x/@:!$&'()*+,=~_-")).isEqualTo("a...b/.hidden/..x/@:!$&'()*+,=~_-");
        assertThat(RequestPath.of("/a%20b?c").orElseThrow().raw()).isEqualTo("/a%20b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "deploy",
                "?/deploy",
                "*",
                "http://deploy.example.com/deploy",
                "//deploy",
                "/deploy//payments",
                "/deploy//",
                "/.",
                "/..",
                "/deploy/../admin",
                "/deploy/./payments",
                "/deploy/%2e%2e/admin",
                "/deploy/.%2E/admin",
                "/deploy/..%2fadmin",
                "/deploy%2Fpayments",
                "/deploy%5Cpayments",
                "/deploy\\payments",
                "/deploy/%252e%252e/admin",
                "/deploy/%25",
                "/deploy/..;/admin",
                "/deploy;a=b",
                "/deploy%3Ba",
                "/deploy%23",
                "/deploy%3F",
                "/deploy#x",
                "/deploy?a#b",
                "/deploy%00",
                "/deploy%0d%0aX:1",
                "/deploy%7f",
                "/deploy%C2%85",
                "/deploy%",
                "/deploy%4",
                "/deploy%zz",
                "/deploy%u002e",
                "/%64eploy",
                "/deploy%2Dx",
                "/deploy%7Ex",
                "/deploy%C0%AF",
                "/deploy%E0%80%AF",
                "/deploy%ED%A0%80",
                "/deploy%FF",
                "/a%CC%88",
                "/deploy payments",
                "/deploy\u0000",
                "/deploy\u00e4",
                "/deploy|x",
                "/deploy\"x",
                "/deploy<x>",
                "/deploy^{}`"
            })
    void isNoneWhereReadersCouldDiffer(String target) {
        assertThat(RequestPath.of(target)).isEmpty();
    }

    @Test
    void isBounded() {
        assertThat(RequestPath.of("/" + "a".repeat(4095))).isPresent();
        assertThat(RequestPath.of("/" + "a".repeat(4096))).isEmpty();
        assertThat(RequestPath.of("/a?" + "b".repeat(4096))).isEmpty();
    }
}
