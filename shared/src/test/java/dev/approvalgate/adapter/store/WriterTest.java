package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WriterTest {

    @TempDir
    Path directory;

    private final AtomicInteger commits = new AtomicInteger();
    private final Semaphore mayCommit = new Semaphore(Integer.MAX_VALUE / 2);
    private final ExecutorService callers = Executors.newFixedThreadPool(16);
    private volatile @Nullable SQLException commitFails;
    private Path file;
    private StoreErrors errors;
    private Writer writer;
    private Readers readers;

    @BeforeEach
    void start() throws Exception {
        file = directory.resolve("t.db");
        StoreFile.prepare(file);
        errors = new StoreErrors(file);
        writer = new Writer(watched(Connections.writing(file)), errors).start();
        writer.write(handle -> handle.execute("CREATE TABLE t (n INTEGER UNIQUE, text TEXT)"));
        readers = new Readers(file, errors);
        commits.set(0);
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
        readers.close();
        writer.close();
    }

    /** Connections whose commits are counted, and can be held up or made to fail. */
    private DataSource watched(DataSource real) {
        return proxy(DataSource.class, real, (name, arguments) -> {});
    }

    private interface Before {
        void call(String name, Object[] arguments) throws Exception;
    }

    private <T> T proxy(Class<T> type, Object real, Before before) {
        return type.cast(Proxy.newProxyInstance(
                WriterTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    before.call(method.getName(), arguments);
                    try {
                        Object result = method.invoke(real, arguments);
                        return method.getName().equals("getConnection") && type == DataSource.class
                                ? proxy(Connection.class, result, this::beforeCommit)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void beforeCommit(String name, Object[] arguments) throws Exception {
        if (name.equals("setAutoCommit") && arguments[0].equals(true)) {
            mayCommit.acquire();
            commits.incrementAndGet();
            SQLException failure = commitFails;
            if (failure != null) {
                throw failure;
            }
        }
    }

    private CompletableFuture<Integer> insert(int n) {
        return CompletableFuture.supplyAsync(() -> insertNow(n), callers);
    }

    private Integer insertNow(int n) {
        return writer.write(handle -> handle.execute("INSERT INTO t (n) VALUES (?)", n));
    }

    private int stored() {
        return readers.read(handle -> handle.createQuery("SELECT COUNT(*) FROM t")
                .mapTo(Integer.class)
                .one());
    }

    /** Holds the next commit up, once it is about to happen. */
    private CompletableFuture<Integer> heldUp(int n) {
        mayCommit.drainPermits();
        CompletableFuture<Integer> first = insert(n);
        await().until(mayCommit::hasQueuedThreads);
        return first;
    }

    @Test
    void nothingIsAcknowledgedBeforeItIsDurable_andWhatWaitsSharesACommit() throws Exception {
        CompletableFuture<Integer> first = heldUp(0);
        List<CompletableFuture<Integer>> rest = new ArrayList<>();
        for (int n = 1; n <= 15; n++) {
            rest.add(insert(n));
        }
        assertThat(first).isNotDone();
        assertThat(rest).noneMatch(CompletableFuture::isDone);
        assertThat(stored()).isZero();

        mayCommit.release();
        first.get(10, TimeUnit.SECONDS);
        assertThat(stored()).isEqualTo(1);
        // The others wait for the second commit, which may come before the last of them; a third takes those then.
        mayCommit.release(20);
        for (CompletableFuture<Integer> each : rest) {
            each.get(10, TimeUnit.SECONDS);
        }

        assertThat(stored()).isEqualTo(16);
        assertThat(commits.get()).isLessThan(10);
    }

    @Test
    void whatIsRefusedTakesBackItsOwnWorkOnly() throws Exception {
        CompletableFuture<Integer> first = heldUp(0);
        var inserts = new CountDownLatch(1);
        CompletableFuture<Integer> good = insert(1);
        CompletableFuture<Integer> refused = CompletableFuture.supplyAsync(
                () -> writer.write(handle -> {
                    handle.execute("INSERT INTO t (n) VALUES (2)");
                    inserts.countDown();
                    throw new IllegalArgumentException("no");
                }),
                callers);
        CompletableFuture<Integer> twice = CompletableFuture.supplyAsync(
                () -> writer.write(handle -> {
                    handle.execute("INSERT INTO t (n, text) VALUES (3, 'sesame')");
                    return handle.execute("INSERT INTO t (n, text) VALUES (0, 'sesame')");
                }),
                callers);
        mayCommit.release(20);

        first.get(10, TimeUnit.SECONDS);
        good.get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> twice.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.STORE_FAILED))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("t.n")
                .hasMessageNotContaining("sesame");
        assertThat(inserts.getCount()).isZero();
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void aCommitThatFailsFailsAllItsCommands_andTheNextSucceeds() throws Exception {
        CompletableFuture<Integer> first = heldUp(0);
        commitFails = new SQLException("disk I/O error", "", 10);
        List<CompletableFuture<Integer>> all = new ArrayList<>(List.of(first));
        for (int n = 1; n < 10; n++) {
            all.add(insert(n));
        }
        mayCommit.release(20);
        for (CompletableFuture<Integer> each : all) {
            assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.STORE_FAILED))
                    .hasMessageContaining("disk I/O error");
        }
        assertThat(stored()).isZero();

        commitFails = null;
        insertNow(7);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void aFullDiskIsSaidSo_andHurtsNothing() {
        insertNow(1);
        assertThatThrownBy(() -> writer.write(handle -> {
                    handle.execute("PRAGMA max_page_count = 10");
                    return handle.execute("INSERT INTO t (text) VALUES (hex(zeroblob(1000000)))");
                }))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.STORE_FAILED))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("free space");

        insertNow(2);
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void closingCarriesOutWhatWaits_andRefusesWhatComesLater() throws Exception {
        CompletableFuture<Integer> first = heldUp(0);
        CompletableFuture<Integer> second = insert(1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(writer::close);
        mayCommit.release(20);

        closing.get(10, TimeUnit.SECONDS);
        first.get(10, TimeUnit.SECONDS);
        int expected = 1;
        try {
            second.get(10, TimeUnit.SECONDS);
            expected = 2;
        } catch (java.util.concurrent.ExecutionException refused) {
            // It came after the closing began.
            assertThat(refused).hasCauseInstanceOf(GateException.class);
        }
        assertThat(stored()).isEqualTo(expected);
        assertThatThrownBy(() -> insertNow(2))
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(ReasonCode.SHUTTING_DOWN));
    }

    @Test
    void aListenerThatWritesIsRefusedInsteadOfWaitingForItself() {
        List<Throwable> caught = new ArrayList<>();
        writer.write(handle -> true, () -> {
            try {
                insertNow(1);
            } catch (IllegalStateException e) {
                caught.add(e);
            }
        });

        assertThat(caught).hasSize(1);
        assertThat(stored()).isZero();
    }

    @Test
    void anInterruptedCallerStillLearnsWhatBecameOfItsCommand() {
        Thread.currentThread().interrupt();

        insertNow(1);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stored()).isEqualTo(1);
    }
}
