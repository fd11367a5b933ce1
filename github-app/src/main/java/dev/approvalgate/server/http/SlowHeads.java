package dev.approvalgate.server.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose request head does not come to an end in time. An idle time-out alone can be kept off for hours by a byte now
 * and then.
 */
final class SlowHeads extends AbstractLifeCycle implements Runnable {

    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final ServerConnector connector;
    private final long patienceMillis;
    private volatile Scheduler.@Nullable Task next;

    SlowHeads(ServerConnector connector, long patienceMillis) {
        this.connector = connector;
        this.patienceMillis = patienceMillis;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    private void schedule() {
        next = connector.getScheduler().schedule(this, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            if (endPoint.getConnection() instanceof HttpConnection connection && isLate(connection)) {
                endPoint.close();
            }
        }
        if (isRunning()) {
            schedule();
        }
    }

    private boolean isLate(HttpConnection connection) {
        HttpParser parser = connection.getParser();
        boolean inHead = !parser.isState(HttpParser.State.START) && parser.inHeaderState();
        return inHead && NanoTime.millisSince(parser.getBeginNanoTime()) > patienceMillis;
    }
}
