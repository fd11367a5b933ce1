package dev.approvalgate.adapter.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Slack's client over a bounded HTTP client that speaks with one host only and follows nothing. */
final class SlackHttp {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    private static final Duration CALL = Duration.ofSeconds(15);
    /** Somebody waits for a dialog, and what opens it lives three seconds. */
    private static final int DIALOG_MILLIS = 2_000;

    private static final long MOST_BYTES = 8L << 20;

    private SlackHttp() {}

    static Slack client(String apiBase) {
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(READ)
                .writeTimeout(READ)
                .callTimeout(CALL)
                // A message that may have arrived is looked for before it is sent again, which only the caller can do.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(onlyTo(HttpUrl.get(apiBase)))
                .addInterceptor(SlackHttp::patience)
                .addInterceptor(SlackHttp::bounded)
                .build();
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(apiBase);
        config.setStatsEnabled(false);
        config.getMethodsConfig().setStatsEnabled(false);
        // The client's own response handlers log bodies and headers.
        config.setHttpClientResponseHandlers(new ArrayList<>());
        return Slack.getInstance(config, new SlackHttpClient(http));
    }

    private static Interceptor onlyTo(HttpUrl base) {
        return chain -> {
            HttpUrl url = chain.request().url();
            boolean same = url.scheme().equals(base.scheme())
                    && url.host().equals(base.host())
                    && url.port() == base.port()
                    && url.encodedPath().startsWith(base.encodedPath());
            if (!same) {
                throw new IOException("refused to call anything but the configured Slack API");
            }
            return chain.proceed(chain.request());
        };
    }

    private static Response patience(Interceptor.Chain chain) throws IOException {
        String path = chain.request().url().encodedPath();
        return path.contains("/views.") || path.endsWith("/chat.postEphemeral")
                ? chain.withConnectTimeout(DIALOG_MILLIS, TimeUnit.MILLISECONDS)
                        .withReadTimeout(DIALOG_MILLIS, TimeUnit.MILLISECONDS)
                        .proceed(chain.request())
                : chain.proceed(chain.request());
    }

    private static Response bounded(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        var body = response.body();
        if (body != null && body.source().request(MOST_BYTES + 1)) {
            response.close();
            throw new IOException("Slack's answer is larger than we read");
        }
        return response;
    }
}
