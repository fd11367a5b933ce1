package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Commands that wait are carried out in one transaction, each behind a savepoint of its own, and answered
 * after one commit for all (group commit): under load the disk is asked to sync once for many commands. A command that fails takes
 * back what it did and nothing else; a failure of the transaction fails all its commands.
 */
final class Writer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_TOGETHER = 256;

    private final DataSource source;
    private final StoreErrors errors;
    private final BlockingQueue<WriteCommand<?>> queue = new LinkedBlockingQueue<>();
    private final WriteCommand<?> end = new WriteCommand<>(handle -> false, () -> {});
    private final Thread thread;
    private @Nullable Handle handle;
    private boolean closed;

    Writer(DataSource source, StoreErrors errors) {
        this.source = source;
        this.errors = errors;
        this.thread = new Thread(this::run, "gate-store");
        this.thread.setDaemon(true);
    }

    Writer start() {
        thread.start();
        return this;
    }

    /** What is to be done inside the transaction. Must not wait for anything. */
    interface Command<T> {
        T run(Handle handle);
    }

    /**
     * {@return the command's result, once it is durable}
     *
     * @throws GateException with {@code store_failed}, or {@code shutting_down} after {@link #close}
     */
    <T> T write(Command<T> command) {
        return write(command, () -> {});
    }

    /** Like {@link #write(Command)}, and runs something on the writer's thread once the result is durable, before it is returned. */
    <T> T write(Command<T> command, Runnable afterwards) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException(
                    "a listener must not write: the thread that would do it is busy calling it");
        }
        var waiting = new WriteCommand<>(command, afterwards);
        synchronized (queue) {
            if (closed) {
                throw new GateException(ReasonCode.SHUTTING_DOWN, "the store is closed; try again after the restart");
            }
            queue.add(waiting);
        }
        return waiting.await();
    }

    private void run() {
        var batch = new ArrayList<WriteCommand<?>>();
        boolean last = false;
        while (!last) {
            batch.clear();
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                // Nobody but a foreign thread dump tool interrupts this thread; what waits must still be answered.
                LOG.warn("the store's thread was interrupted; going on");
                continue;
            }
            queue.drainTo(batch, MOST_TOGETHER - 1);
            last = batch.remove(end);
            if (!batch.isEmpty()) {
                write(batch);
            }
        }
        disconnect();
    }

    private void write(List<WriteCommand<?>> batch) {
        try {
            Handle open = connect();
            // Begins the transaction ("begin immediate"), and below ends it ("commit").
            open.getConnection().setAutoCommit(false);
            for (WriteCommand<?> command : batch) {
                command.run(open, errors);
            }
            open.getConnection().setAutoCommit(true);
        } catch (SQLException | RuntimeException | Error e) {
            RuntimeException failure = errors.translate(e);
            LOG.error("{} commands could not be stored", batch.size(), failure);
            disconnect();
            batch.forEach(command -> command.fail(failure));
            return;
        }
        batch.forEach(WriteCommand::settle);
    }

    private Handle connect() throws SQLException {
        Handle open = handle;
        if (open == null) {
            Connection connection = source.getConnection();
            open = Jdbi.open(connection).setStatementBuilder(new StatementCache(connection));
            handle = open;
        }
        return open;
    }

    /** Closing the connection takes back whatever was not committed. */
    private void disconnect() {
        Handle open = handle;
        handle = null;
        if (open != null) {
            try {
                open.getConnection().close();
            } catch (SQLException e) {
                LOG.warn("a connection to the store could not be closed", e);
            }
        }
    }

    /** Carries out what waits, takes nothing more, and ends the thread. */
    @Override
    public void close() {
        synchronized (queue) {
            if (closed) {
                return;
            }
            closed = true;
            queue.add(end);
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
