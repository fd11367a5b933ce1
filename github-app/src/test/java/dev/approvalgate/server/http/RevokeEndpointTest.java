package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevokeEndpointTest {

    private final Surface surface = new Surface();

    @AfterEach
    void close() {
        surface.close();
    }

    private HttpResponse<String> revoke(String form) throws Exception {
        return surface.form("/oauth2/revoke", form);
    }

    @Test
    void whoeverHasATokenMayEndIt() throws Exception {
        HttpResponse<String> answer = revoke("token=deploy:live&token_type_hint=access_token");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(surface.requests.givenBack).containsExactly("live");
    }

    @Test
    void threat20_theAnswerTellsNobodyWhatTheTokenWas() throws Exception {
        HttpResponse<String> lived = revoke("token=deploy:live");
        for (String other : new String[] {"deploy:strange", "garbage", "e30.e30.e30", "%00", "deploy:dead"}) {
            HttpResponse<String> answer = revoke("token=" + other);
            assertThat(answer.statusCode()).as(other).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(lived.body());
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(lived.headers().map().keySet());
        }
        assertThat(surface.requests.givenBack).doesNotContain("strange");
    }

    @Test
    void withoutATokenThereIsNothingToDo() throws Exception {
        for (String form : new String[] {"", "token=", "token_type_hint=access_token", "token=a&token=b"}) {
            HttpResponse<String> answer = revoke(form);
            assertThat(answer.statusCode()).as(form).isEqualTo(400);
            assertThat(Json.read(answer.body()).path("error").asText()).isEqualTo("invalid_request");
        }
        assertThat(surface.get("/oauth2/revoke?token=deploy:live").statusCode()).isEqualTo(405);
        assertThat(surface.requests.givenBack).isEmpty();
    }

    @Test
    void whatCannotBeRecordedIsNotConfirmed() throws Exception {
        surface.tokens.failing = true;

        HttpResponse<String> answer = revoke("token=deploy:live");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(Json.read(answer.body()).path("reason").asText()).isEqualTo("store_failed");
    }
}
