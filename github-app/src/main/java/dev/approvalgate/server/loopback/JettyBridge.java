package dev.approvalgate.server.loopback;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Turns Jetty's requests into calls and answers into Jetty's responses. */
final class JettyBridge extends Handler.Abstract {

    private static final int MAX_BODY = 1024 * 1024;

    private final Function<Call, Answer> service;

    JettyBridge(Function<Call, Answer> service) {
        this.service = service;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        byte[] body;
        try (InputStream in = Content.Source.asInputStream(request)) {
            body = in.readNBytes(MAX_BODY + 1);
        }
        if (body.length > MAX_BODY) {
            Answer tooLarge = Answer.json(413, "{\"message\":\"The body is larger than 1 MiB.\"}");
            send(tooLarge.with("Connection", "close"), response, callback);
            return true;
        }
        Answer answer = service.apply(call(request, body));
        if (answer.status() == 0) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new EofException("dropped on purpose"));
        } else {
            send(answer, response, callback);
        }
        return true;
    }

    private static Call call(Request request, byte[] body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName(), name -> new ArrayList<>()).add(field.getValue());
        }
        return new Call(
                request.getMethod(),
                request.getHttpURI().getPath(),
                Map.of(),
                Urls.parseForm(request.getHttpURI().getQuery()),
                Collections.unmodifiableMap(headers),
                Body.of(body));
    }

    private static void send(Answer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(answer.body().bytes()), Callback.from(callback, answer.afterwards()));
    }
}
