package dev.approvalgate.server;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.token.LiveTokens;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads twice a second what other replicas have done to tokens. While it cannot, {@link LiveTokens} refuses by itself. */
final class TokenFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TokenFeed.class);
    private static final long EVERY_MILLIS = 500;

    private final LiveTokens tokens;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "token feed"));
    private boolean failing;

    TokenFeed(LiveTokens tokens) {
        this.tokens = tokens;
    }

    /** Begins to read. */
    void start() {
        var unused = looks.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            tokens.poll();
            if (failing) {
                failing = false;
                LOG.info("the fate of tokens can be read again");
            }
        } catch (GateException e) {
            if (!failing) {
                failing = true;
                LOG.error("the fate of tokens cannot be read, so none is accepted until it can: {}", e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.error("the fate of tokens could not be read, so none is accepted until it can", e);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
