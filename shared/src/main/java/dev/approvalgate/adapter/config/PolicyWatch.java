package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.policy.Policy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy in force, read again when its file changes. A file that is wrong, unreadable or gone changes nothing: the last good policy
 * stays in force, and says so. A new one is recorded first and obeyed afterwards. Safe for use by several threads.
 */
public final class PolicyWatch implements Supplier<Policy>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);
    private static final long EVERY_SECONDS = 2;
    /** The largest policy, in bytes. */
    private static final int LARGEST = 1 << 20;

    private final Path file;
    private final BiFunction<String, Policy.Origin, Policy> reader;
    private final BiFunction<Path, byte[], Policy.Origin> origins;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "policy"));
    private volatile Policy current;
    private volatile @Nullable String fault;
    private Consumer<Policy> recorder = policy -> {};
    private Runnable changed = () -> {};
    private Sha256 judged;
    private @Nullable Sha256 seen;

    /**
     * Reads the file for the first time.
     *
     * @param file the policy
     * @param reader makes a policy of its text
     * @param origins tells where what was read from a file came from
     * @throws GateException where the file is wrong or cannot be read; there is no last good policy yet
     */
    public PolicyWatch(
            Path file,
            BiFunction<String, Policy.Origin, Policy> reader,
            BiFunction<Path, byte[], Policy.Origin> origins) {
        this.file = file;
        this.reader = reader;
        this.origins = origins;
        byte[] text = bytes();
        this.current = read(text);
        this.judged = Sha256.of(text);
    }

    /**
     * Begins to look at the file every two seconds.
     *
     * @param recordFirst records a policy; where that fails the policy does not come into force, and is tried again
     * @param afterwards called once another policy is in force
     */
    public void start(Consumer<Policy> recordFirst, Runnable afterwards) {
        recordWith(recordFirst);
        changed = afterwards;
        var unused = looks.scheduleWithFixedDelay(this::lookSafely, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void recordWith(Consumer<Policy> recordFirst) {
        recorder = recordFirst;
    }

    @Override
    public Policy get() {
        return current;
    }

    /** {@return why the file as it is now is not in force; empty where it is} */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("the policy file could not be looked at; the last good policy stays in force", e);
        }
    }

    /** Looks once. What has just changed is taken when it stands still: half a file may be a valid, looser policy. */
    synchronized void look() {
        byte[] text;
        try {
            text = bytes();
        } catch (GateException e) {
            refuse(String.valueOf(e.getMessage()));
            seen = null;
            return;
        }
        Sha256 now = Sha256.of(text);
        boolean still = now.equals(seen);
        seen = now;
        if (now.equals(judged)) {
            if (now.equals(current.digest())) {
                fault = null;
            }
        } else if (still) {
            judge(text, now);
        }
    }

    private void judge(byte[] text, Sha256 digest) {
        try {
            Policy next = read(text);
            recorder.accept(next);
            Policy before = current;
            current = next;
            judged = digest;
            fault = null;
            LOG.info("{} is in force, in the place of {}", next, before);
            tellOthers();
        } catch (GateException e) {
            // What is wrong with the file stays wrong; what could not be recorded may be another time.
            judged = e.reason().kind() == ReasonCode.Kind.UNAVAILABLE ? judged : digest;
            refuse(String.valueOf(e.getMessage()));
        }
    }

    /** That others could not be told makes nothing wrong with the policy. */
    private void tellOthers() {
        try {
            changed.run();
        } catch (GateException e) {
            LOG.warn(
                    "the tokens that live are put to the new policy only with the next look at them: {}",
                    e.getMessage());
        }
    }

    private void refuse(String why) {
        if (!why.equals(fault)) {
            LOG.error("{} is not taken, {} stays in force: {}", file, current, why);
        }
        fault = why;
    }

    private byte[] bytes() {
        try {
            // One byte too many is told by the reader, which knows the bound.
            return TextFile.bytes(file, LARGEST + 1);
        } catch (TextFile.Unreadable e) {
            throw new GateException(ReasonCode.CONFIGURATION_INVALID, file + ": " + e.message() + "; " + e.remedy(), e);
        }
    }

    private Policy read(byte[] text) {
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
            return reader.apply(decoded, origins.apply(file, text));
        } catch (CharacterCodingException e) {
            throw new GateException(ReasonCode.CONFIGURATION_INVALID, file + ": is not UTF-8; save it as UTF-8", e);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
