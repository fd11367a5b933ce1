package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that say one thing to the proxy and another to whoever reads them next. */
class AuthzSmugglingTest {

    private final Surface surface = new Surface();
    private final AuthzCaller proxy = new AuthzCaller(surface);

    @AfterEach
    void close() {
        surface.close();
    }

    /** A path that leads out of the prefix must not be answered by another endpoint, whose 200 would be taken for a yes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/authz/path/../../healthz",
                "/authz/path/deploy/../../../healthz",
                "/authz/path/./deploy/x",
                "/authz/path//deploy/x",
                "/authz/path/..",
                "/authz/path/%2e%2e/%2e%2e/healthz",
                "/authz/path/..%2f..%2fhealthz",
                "/authz/path/..;/..;/healthz",
                "/authz/path/deploy/%2e%2e/x",
                "/authz/path/deploy%00/x",
                "/authz/path/deploy%5cx",
                "/authz/../healthz"
            })
    void noPathLeadsOutOfThePrefix(String path) throws Exception {
        for (String method : new String[] {"GET", "POST"}) {
            String answer = surface.raw(method + " " + path
                    + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer deploy-live\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 40").containsAnyOf("path_ambiguous", "request_malformed");
        }
        assertThat(surface.targets.recorded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override",
                "x-http-method-override",
                "X_HTTP_Method_Override",
                "X-HTTP_METHOD-Override",
                "X-HTTP-Method",
                "X_HTTP_Method",
                "X-Method-Override",
                "X_METHOD_OVERRIDE"
            })
    void threat34_aSecondMethodInAHeaderOfAnySpellingIsRefused(String header) throws Exception {
        proxy.refused(proxy.nginx("POST", "/deploy/x").header(header, "DELETE"), 403, "forwarding_malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?_method=DELETE",
                "?a=b&_method=DELETE",
                "?a=b;_method=DELETE",
                "?_METHOD=DELETE",
                "?%5fmethod=DELETE",
                "?%5F%6d%65thod=DELETE",
                "?_method",
                "?+_method=DELETE",
                "?_method[]=DELETE",
                "?_method%5B%5D=DELETE",
                "?.method=DELETE",
                "?[method=DELETE",
                "?%5bmethod=DELETE",
                "?x-http-method-override=DELETE",
                "?X_HTTP_Method_Override=DELETE"
            })
    void threat34_aSecondMethodInAQueryOfAnySpellingIsRefused(String query) throws Exception {
        proxy.refused(proxy.nginx("POST", "/deploy/x" + query), 403, "forwarding_malformed");
        assertThat(surface.raw("POST /authz/path/deploy/x" + query + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                        + "Authorization: Bearer deploy-live\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 40");
        assertThat(surface.targets.recorded).isEmpty();
    }

    @Test
    void queriesThatNameNoMethodPass() throws Exception {
        for (String query : List.of("?method=x", "?a=_method", "?payment_method=card", "?100%&x=%5", "?&&=")) {
            assertThat(surface.send(proxy.nginx("POST", "/deploy/x" + query)).statusCode())
                    .as(query)
                    .isEqualTo(200);
        }
    }
}
