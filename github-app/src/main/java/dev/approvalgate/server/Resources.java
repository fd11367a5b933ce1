package dev.approvalgate.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened so far, closed in reverse order; one that fails to close keeps none of the others open. */
final class Resources implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    private record Named(String name, AutoCloseable resource) {}

    private final Deque<Named> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(String name, T resource) {
        open.push(new Named(name, resource));
        return resource;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            Named next = open.pop();
            try {
                next.resource().close();
            } catch (Exception e) {
                LOG.error("{} did not close properly", next.name(), e);
            }
        }
    }
}
