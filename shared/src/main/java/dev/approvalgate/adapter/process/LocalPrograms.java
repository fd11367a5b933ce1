package dev.approvalgate.adapter.process;

import dev.approvalgate.gate.port.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs programs on this machine. Of the environment of this process, which holds secrets, each gets {@code PATH}, {@code HOME} and {@code
 * LANG} only; its error stream goes nowhere, because it may quote what it was given. A program that does not end in time is killed with all that it started.
 */
public final class LocalPrograms implements Programs {

    /** Largest answer, in bytes. */
    public static final int MOST_OUTPUT = 64 << 10;
    /** Less than a pipe holds, so that writing never waits for the program. */
    public static final int MOST_INPUT = 32 << 10;

    private static final int AT_ONCE = 8;
    private static final Set<String> HANDED_ON = Set.of("PATH", "HOME", "LANG");

    private final Duration longest;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /**
     * Bounds what it runs.
     *
     * @param longest how long a program may take, waiting for its turn included; 8 run at once
     */
    public LocalPrograms(Duration longest) {
        this.longest = longest;
    }

    @Override
    public byte[] run(List<String> command, byte[] input) throws Failed {
        if (input.length > MOST_INPUT) {
            throw new Failed("would be given more than " + MOST_INPUT + " bytes");
        }
        try {
            if (!room.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Failed("too many of them run already");
            }
            try {
                return attempt(command, input);
            } finally {
                room.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("was interrupted");
        }
    }

    private byte[] attempt(List<String> command, byte[] input) throws Failed, InterruptedException {
        Process process = start(command);
        try {
            CompletableFuture<byte[]> output =
                    CompletableFuture.supplyAsync(() -> read(process), LocalPrograms::thread);
            give(process, input);
            byte[] answer = output.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.length > MOST_OUTPUT) {
                throw new Failed("answers more than " + MOST_OUTPUT + " bytes");
            }
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Failed("does not end within " + longest.toSeconds() + " seconds");
            }
            if (process.exitValue() != 0) {
                throw new Failed("ends with exit code " + process.exitValue());
            }
            return answer;
        } catch (TimeoutException e) {
            throw new Failed("does not answer within " + longest.toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw new Failed("cannot be read from");
        } finally {
            end(process);
        }
    }

    private static Process start(List<String> command) throws Failed {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(HANDED_ON);
        try {
            return builder.start();
        } catch (IOException e) {
            // The message would name the arguments.
            throw new Failed("cannot be started; check its path and that it may be executed");
        }
    }

    private static void give(Process process, byte[] input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // It need not read what it is given; its answer and exit code tell.
        }
    }

    private static byte[] read(Process process) {
        try (InputStream out = process.getInputStream()) {
            // One byte more than allowed tells that there is too much.
            return out.readNBytes(MOST_OUTPUT + 1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void thread(Runnable work) {
        var thread = new Thread(work, "gate-program");
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
