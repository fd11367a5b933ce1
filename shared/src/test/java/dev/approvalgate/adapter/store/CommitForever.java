package dev.approvalgate.adapter.store;

import dev.approvalgate.domain.approval.ApprovalEvent;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkKind;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process that commits from several threads until it is killed, and says of each commit that it was acknowledged. */
final class CommitForever {

    static final int THREADS = 4;

    private CommitForever() {}

    public static void main(String[] arguments) {
        SqliteStore store = SqliteStore.open(Path.of(arguments[0]), Clock.systemUTC(), new SecureRandom());
        for (int i = 0; i < THREADS; i++) {
            String stream = "stream-" + i;
            new Thread(() -> commit(store, stream)).start();
        }
    }

    private static void commit(SqliteStore store, String stream) {
        for (long version = store.events().read(stream).version(); ; version += 2) {
            var joined = new ApprovalEvent.Joined(stream + "/" + version, Samples.NOON);
            var work = new Work(WorkKind.HOST_STATUS, stream, null, Map.of(), Samples.NOON, Samples.NOON);
            store.events()
                    .commit(Commit.of(stream, version, List.of(joined, Samples.voted("ada")), List.of(work))
                            .claiming(Set.of(stream + "#" + version)));
            say(stream + " " + (version + 2));
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
