package dev.approvalgate.adapter.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command on its way through the writer: run, then settled once it is durable, or failed. */
final class WriteCommand<T> {

    private static final Logger LOG = LoggerFactory.getLogger(WriteCommand.class);

    private final Writer.Command<T> command;
    private final Runnable afterwards;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable RuntimeException refusal;

    WriteCommand(Writer.Command<T> command, Runnable afterwards) {
        this.command = command;
        this.afterwards = afterwards;
    }

    /**
     * Runs behind a savepoint. Failing here fails this command. Where the way back to the savepoint is lost (SQLite gives the whole
     * transaction up when the disk is full), the same failure is everybody's.
     */
    void run(Handle handle, StoreErrors errors) {
        handle.execute("SAVEPOINT command");
        try {
            result = command.run(handle);
        } catch (RuntimeException e) {
            RuntimeException failure = errors.translate(e);
            refusal = failure;
            backToSavepoint(handle, failure);
        }
        handle.execute("RELEASE command");
    }

    private static void backToSavepoint(Handle handle, RuntimeException failure) {
        try {
            handle.execute("ROLLBACK TO command");
        } catch (RuntimeException lost) {
            throw failure;
        }
    }

    /** The transaction is durable. Refusals are told only now, too: they may rest on what others did in the same transaction. */
    void settle() {
        if (refusal != null) {
            answer.completeExceptionally(refusal);
            return;
        }
        try {
            afterwards.run();
        } catch (RuntimeException e) {
            LOG.error("a listener failed after a commit", e);
        }
        answer.complete(result);
    }

    void fail(RuntimeException failure) {
        answer.completeExceptionally(failure);
    }

    /** Waits without heeding interruption: whoever gave a command must learn what became of it. */
    T await() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
