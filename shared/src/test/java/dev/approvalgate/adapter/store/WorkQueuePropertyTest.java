package dev.approvalgate.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of the table of work, told to it and to a simple model; both must agree at every step. */
class WorkQueuePropertyTest extends StoreTestCase {

    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final class Row {
        private final Work work;
        private Instant dueAt;
        private int attempts;
        private @Nullable String error;
        private @Nullable Instant leaseUntil;
        private @Nullable Work wish;

        Row(Work work) {
            this.work = work;
            this.dueAt = work.dueAt();
        }

        Instant availableAt() {
            return leaseUntil == null ? dueAt : leaseUntil;
        }
    }

    /** What somebody took: the row, and which attempt it was. */
    private record Held(Row row, int attempt, WorkItem item) {}

    private final List<Row> model = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private Instant now = Samples.NOON;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theTableAgreesWithTheModel(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> add(random);
                case 3, 4 -> lease(1 + random.nextInt(3));
                case 5 -> finish(random, true);
                case 6 -> finish(random, false);
                default -> {
                    now = now.plusSeconds(random.nextInt(8));
                    if (random.nextInt(10) == 0) {
                        reclaim();
                    }
                }
            }
            assertThat(store.work().size()).as("seed %d step %d", seed, step).isEqualTo(model.size());
            assertThat(store.work().nextDue())
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(model.stream().map(Row::availableAt).min(Comparator.naturalOrder()));
        }
    }

    private void add(Random random) {
        String key = random.nextInt(4) == 0 ? null : "k" + random.nextInt(4);
        var work = new Work(
                WorkKind.REFRESH,
                "r",
                key,
                Map.of("n", Integer.toString(random.nextInt(1000))),
                now.plusSeconds(random.nextInt(10) - 4),
                now.plusSeconds(1000));
        store.work().add(work);
        Optional<Row> same = model.stream()
                .filter(row -> key != null && key.equals(row.work.key()))
                .findFirst();
        if (same.isEmpty()) {
            model.add(new Row(work));
        } else if (same.get().leaseUntil == null) {
            same.get().dueAt = earlier(same.get().dueAt, work.dueAt());
        } else {
            Work wish = same.get().wish;
            same.get().wish = wish == null
                    ? work
                    : new Work(
                            work.kind(),
                            work.request(),
                            key,
                            wish.payload(),
                            earlier(wish.dueAt(), work.dueAt()),
                            work.notAfter());
        }
    }

    private void lease(int limit) {
        List<WorkItem> taken = store.work().lease(now, LEASE, limit);
        // The order among equals is that of the rows' age, which is the model's own.
        List<Row> expected = model.stream()
                .filter(row -> !row.availableAt().isAfter(now))
                .sorted(Comparator.comparing((Row row) -> row.dueAt))
                .limit(limit)
                .toList();
        assertThat(taken).hasSameSizeAs(expected);
        for (int i = 0; i < taken.size(); i++) {
            Row row = expected.get(i);
            row.attempts++;
            row.leaseUntil = now.plus(LEASE);
            row.wish = null;
            WorkItem item = taken.get(i);
            assertThat(item.work().key()).isEqualTo(row.work.key());
            assertThat(item.work().payload()).isEqualTo(row.work.payload());
            assertThat(item.work().dueAt()).isEqualTo(row.dueAt);
            assertThat(item.attempts()).isEqualTo(row.attempts);
            assertThat(item.lastError()).isEqualTo(row.error);
            held.add(new Held(row, row.attempts, item));
        }
    }

    private void finish(Random random, boolean done) {
        if (held.isEmpty()) {
            return;
        }
        Held one = held.remove(random.nextInt(held.size()));
        Instant later = now.plusSeconds(random.nextInt(20));
        if (done) {
            store.work().done(one.item());
        } else {
            store.work().retry(one.item(), later, "e" + one.attempt());
        }
        Row row = one.row();
        if (!model.contains(row) || row.attempts != one.attempt()) {
            return;
        }
        Work wish = row.wish;
        if (done) {
            model.remove(row);
            if (wish != null) {
                model.add(new Row(wish));
            }
        } else {
            row.dueAt = wish == null ? later : earlier(later, wish.dueAt());
            row.error = "e" + one.attempt();
            row.leaseUntil = null;
            row.wish = null;
        }
    }

    private void reclaim() {
        store.work().reclaim();
        for (Row row : model) {
            row.leaseUntil = null;
            row.wish = null;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
