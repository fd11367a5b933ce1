package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A proxy that asks at {@code /authz}. */
final class AuthzCaller {

    private final Surface surface;

    AuthzCaller(Surface surface) {
        this.surface = surface;
    }

    /** Asks as nginx does. */
    HttpRequest.Builder nginx(String method, String uri) {
        return surface.to("/authz/nginx")
                .header("X-Original-Method", method)
                .header("X-Original-URI", uri)
                .header("Authorization", "Bearer deploy-live");
    }

    /** Has a request refused, and looks at all that says so. */
    void refused(HttpRequest.Builder request, int status, String reason) throws Exception {
        HttpResponse<String> answer = surface.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.read(answer.body()).path("reason").asText()).isEqualTo(reason);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status != 503);
        assertThat(surface.asked).last().isEqualTo(reason);
    }
}
