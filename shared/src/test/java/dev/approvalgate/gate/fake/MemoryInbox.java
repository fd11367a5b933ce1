package dev.approvalgate.gate.fake;

import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.port.WorkQueue;
import dev.approvalgate.gate.work.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The inbox in memory, stored together with its work. */
final class MemoryInbox implements Inbox {

    private record Key(String source, String id) {}

    private final Object lock;
    private final WorkQueue work;
    private final Map<Key, Message> messages = new HashMap<>();
    private final Set<Key> completed = new HashSet<>();

    MemoryInbox(Object lock, WorkQueue work) {
        this.lock = lock;
        this.work = work;
    }

    @Override
    public boolean accept(Message message, Work processing) {
        synchronized (lock) {
            if (messages.putIfAbsent(new Key(message.source(), message.id()), message) != null) {
                return false;
            }
            work.add(processing);
            return true;
        }
    }

    @Override
    public Optional<Message> find(String source, String id) {
        synchronized (lock) {
            return Optional.ofNullable(messages.get(new Key(source, id)));
        }
    }

    @Override
    public void completed(String source, String id, Instant at) {
        synchronized (lock) {
            completed.add(new Key(source, id));
        }
    }

    @Override
    public boolean isCompleted(String source, String id) {
        synchronized (lock) {
            return completed.contains(new Key(source, id));
        }
    }
}
