package dev.approvalgate.server;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.token.Uses;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes twice a second what tokens were used for, and once more at the end. While it cannot, {@link Uses} refuses by itself. */
final class UseWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UseWriter.class);
    private static final long EVERY_MILLIS = 500;
    private static final long END_SECONDS = 5;

    private final Uses uses;
    private final ScheduledExecutorService writes =
            Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "token uses"));
    private boolean failing;

    UseWriter(Uses uses) {
        this.uses = uses;
    }

    /** Begins to write. */
    void start() {
        var unused = writes.scheduleWithFixedDelay(this::write, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void write() {
        try {
            uses.flush();
            if (failing) {
                failing = false;
                LOG.info("uses of tokens can be recorded again");
            }
        } catch (GateException e) {
            if (!failing) {
                failing = true;
                LOG.error("uses of tokens cannot be recorded, so none is allowed until they can", e);
            }
        } catch (RuntimeException e) {
            LOG.error("uses of tokens could not be recorded, so none is allowed until they can", e);
        }
    }

    @Override
    public void close() {
        writes.shutdown();
        try {
            if (!writes.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the record of uses did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        uses.close();
    }
}
