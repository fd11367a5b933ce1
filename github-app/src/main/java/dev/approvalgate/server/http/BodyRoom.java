package dev.approvalgate.server.http;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * How much of larger bodies may lie in memory at once, over all connections: nobody has proved who they are while a body comes. The
 * beginning of each is free, so that clicks and token exchanges always find room.
 */
final class BodyRoom {

    static final int FREE_BYTES = 32 * 1024;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** Room for so many bytes. */
    BodyRoom(long most) {
        this.most = most;
    }

    /** {@return the request, whose body takes room from now on until the callback given to {@link Counted#leaving} completes} */
    Counted count(Request request) {
        return new Counted(request);
    }

    /** There is no room for more of a body. */
    static final class Full extends IllegalStateException {
        Full() {
            super("too many large bodies at once");
        }
    }

    /** A request whose body is counted as it is read. */
    final class Counted extends Request.Wrapper {

        private long read;
        private long mine;
        private boolean over;

        private Counted(Request request) {
            super(request);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk == null || !chunk.hasRemaining() || take(chunk.remaining())) {
                return chunk;
            }
            chunk.release();
            return Content.Chunk.from(new Full(), true);
        }

        private synchronized boolean take(int bytes) {
            read += bytes;
            long more = Math.max(0, read - FREE_BYTES) - mine;
            if (over || more <= 0) {
                return !over;
            }
            mine += more;
            return taken.addAndGet(more) <= most;
        }

        /** {@return the callback, which gives the room back} */
        Callback leaving(Callback callback) {
            return Callback.from(callback, this::leave);
        }

        private synchronized void leave() {
            over = true;
            taken.addAndGet(-mine);
            mine = 0;
        }
    }
}
