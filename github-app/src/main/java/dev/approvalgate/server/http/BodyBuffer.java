package dev.approvalgate.server.http;

import dev.approvalgate.domain.approval.ReasonCode;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Lets a request through once its whole body lies in memory. A client that sends slowly holds a connection, never a thread; a body that
 * is too large (413), finds no room beside others (429) or does not come within its time (408) ends the connection.
 */
final class BodyBuffer extends Handler.Wrapper {

    static final String TOO_SLOW = "the request did not come in time";

    private static final long LINGER_MILLIS = 1_000;

    private final ToIntFunction<String> limits;
    private final long patienceMillis;
    private final BodyRoom room;

    /**
     * Buffers bodies.
     *
     * @param limits how many bytes a path takes
     * @param patienceMillis how long a body may take
     * @param room what all bodies together may take
     */
    BodyBuffer(ToIntFunction<String> limits, long patienceMillis, BodyRoom room) {
        this.limits = limits;
        this.patienceMillis = patienceMillis;
        this.room = room;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!hasBody(request)) {
            return super.handle(request, response, callback);
        }
        int limit = limits.applyAsInt(Request.getPathInContext(request));
        if (request.getLength() > limit) {
            CoreProblems.close(
                    response, Callback.from(() -> linger(request, callback), callback::failed), tooLarge(limit));
            return true;
        }
        BodyRoom.Counted counted = room.count(request);
        Callback leaving = counted.leaving(callback);
        var body = new CompletableFuture<byte[]>();
        Content.Source.asByteArrayAsync(
                counted,
                limit,
                Promise.Invocable.from(Invocable.InvocationType.BLOCKING, body::complete, body::completeExceptionally));
        var unused = body.orTimeout(patienceMillis, TimeUnit.MILLISECONDS).whenComplete((bytes, failure) -> {
            if (failure == null) {
                proceed(new Buffered(request, bytes), response, leaving);
            } else {
                fail(request, response, leaving, limit, failure);
            }
        });
        return true;
    }

    /**
     * Reads on for a moment and throws it away: a client that is still sending would see its connection reset, and lose the answer
     * (RFC 9112, section 9.6).
     */
    private static void linger(Request request, Callback callback) {
        var rest = new Callback.Completable();
        Content.Source.consumeAll(request, rest);
        var unused = rest.orTimeout(LINGER_MILLIS, TimeUnit.MILLISECONDS).whenComplete((done, failure) -> {
            if (failure instanceof TimeoutException late) {
                request.fail(late);
            }
            callback.succeeded();
        });
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private void proceed(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private static void fail(Request request, Response response, Callback callback, int limit, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException late) {
            CoreProblems.close(response, callback, Problem.of(ReasonCode.REQUEST_TIMEOUT, TOO_SLOW));
            request.fail(late);
        } else if (cause instanceof BodyRoom.Full) {
            CoreProblems.close(
                    response,
                    callback,
                    Problem.of(ReasonCode.TOO_MANY_REQUESTS, "too much is being sent at once; try again in a moment"));
        } else if (cause instanceof IllegalStateException) {
            CoreProblems.close(response, callback, tooLarge(limit));
        } else {
            Response.writeError(request, response, callback, cause);
        }
    }

    private static Problem tooLarge(int limit) {
        return Problem.of(ReasonCode.REQUEST_TOO_LARGE, "the body is larger than " + limit + " bytes");
    }

    /** The request with its body in memory. */
    private static final class Buffered extends Request.Wrapper {
        private final ByteBufferContentSource content;
        private final int length;

        Buffered(Request request, byte[] body) {
            super(request);
            this.content = new ByteBufferContentSource(ByteBuffer.wrap(body));
            this.length = body.length;
        }

        @Override
        public long getLength() {
            return length;
        }

        @Override
        public Content.Chunk read() {
            return content.read();
        }

        @Override
        public void demand(Runnable demandCallback) {
            content.demand(demandCallback);
        }
    }
}
