package dev.approvalgate.server;

import dev.approvalgate.adapter.config.GateSettings;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.server.http.Drain;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gate. Starts as a whole or not at all, and ends in order: intake first, then what runs, then the store. */
public final class GateServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GateServer.class);
    private static final Duration FINISHING = Duration.ofSeconds(5);

    private final Resources resources;
    private final Drain drain;
    private final URI publicUrl;
    private final URI adminUrl;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GateServer(Resources resources, Assembly assembly) {
        this.resources = resources;
        this.drain = assembly.drain();
        this.publicUrl = assembly.publicUrl();
        this.adminUrl = assembly.adminUrl();
    }

    /**
     * Starts a gate. Where the public listener takes any free port, the public URL (loopback only, then) names the port that it got.
     *
     * @param settings as read and checked
     * @param clock the time
     * @return the gate, which answers requests and does its work
     * @throws GateException with {@code configuration_invalid} where the settings cannot work, {@code store_failed} where the store
     *     cannot be opened; nothing is left running then
     */
    public static GateServer start(GateSettings settings, Clock clock) {
        var resources = new Resources();
        try {
            return new GateServer(resources, Assembly.start(settings, clock, resources));
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    /** {@return where the gate is reached, and the issuer of its tokens} */
    public URI publicUrl() {
        return publicUrl;
    }

    /** {@return where metrics and the ledger are served, and questions about policies answered} */
    public URI adminUrl() {
        return adminUrl;
    }

    /** Turns new requests away, finishes what runs, and ends. Takes at most about twenty seconds; work that is left is done after the next start. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            drain.begin();
            if (!drain.awaitQuiet(FINISHING)) {
                LOG.warn("some callers did not take their answers in time");
            }
            resources.close();
        }
    }
}
