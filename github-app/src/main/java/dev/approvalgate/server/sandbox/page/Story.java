package dev.approvalgate.server.sandbox.page;

import dev.approvalgate.server.sandbox.page.StoryEntry.State;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What just happened, in plain words; the latest 500 entries. Safe for use by several threads. */
public final class Story {
    private static final int MOST = 500;

    private final Clock clock;
    private final Deque<StoryEntry> entries = new ArrayDeque<>();
    private final List<Consumer<StoryEntry>> listeners = new CopyOnWriteArrayList<>();

    /** An empty story, whose entries take their time from the clock. */
    public Story(Clock clock) {
        this.clock = clock;
    }

    /** Tells one thing, with details that may be empty. */
    public void tell(State state, String title, String detail) {
        StoryEntry entry = new StoryEntry(clock.instant(), title, detail, state);
        synchronized (entries) {
            if (entries.size() >= MOST) {
                entries.removeFirst();
            }
            entries.addLast(entry);
        }
        listeners.forEach(listener -> listener.accept(entry));
    }

    /** Calls the listener with every entry from now on, on the thread that tells. */
    public void listen(Consumer<StoryEntry> listener) {
        listeners.add(listener);
    }

    /** The entries, oldest first. */
    public List<StoryEntry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }
}
