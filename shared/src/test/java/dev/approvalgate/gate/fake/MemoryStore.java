package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.DomainEvent;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.port.Documents;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.Inbox;
import dev.approvalgate.gate.port.RequestIndex;
import dev.approvalgate.gate.port.Tickets;
import dev.approvalgate.gate.port.WorkQueue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The whole store in memory, with the semantics that use cases rely on: commits at an expected version, claims made once, keyed work,
 * all or nothing. Commits can be made to fail, and a test can step in before one.
 */
public final class MemoryStore implements EventStore {

    private final Clock clock;
    private final Map<String, List<DomainEvent>> streams = new LinkedHashMap<>();
    private final List<Logged> log = new ArrayList<>();
    private final Set<String> claims = new HashSet<>();
    private final Map<Sha256, String> documents = new HashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final MemoryWork work;
    private final MemoryIndex index;
    private final MemoryInbox inbox;
    private final MemoryTokens tokens;
    private final MemoryTickets tickets = new MemoryTickets();
    private volatile Consumer<Commit> beforeCommit = commit -> {};

    /** An event in its place in the whole ledger. */
    record Logged(String stream, DomainEvent event) {}

    /** An empty store. */
    public MemoryStore(Clock clock) {
        this.clock = clock;
        this.work = new MemoryWork(this);
        this.index = new MemoryIndex(this);
        this.inbox = new MemoryInbox(this, work);
        this.tokens = new MemoryTokens(this);
    }

    @Override
    public History read(String stream) {
        synchronized (this) {
            List<DomainEvent> events = streams.getOrDefault(stream, List.of());
            return new History(events.size(), events);
        }
    }

    @Override
    public void commit(Commit commit) {
        beforeCommit.accept(commit);
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new GateException(ReasonCode.STORE_FAILED, "the store was told to fail");
        }
        synchronized (this) {
            List<DomainEvent> events = streams.getOrDefault(commit.stream(), List.of());
            if (events.size() != commit.expectedVersion()) {
                throw new VersionConflict(commit.stream(), commit.expectedVersion());
            }
            for (String claim : commit.claims()) {
                if (claims.contains(claim)) {
                    throw new ClaimTaken(claim);
                }
            }
            claims.addAll(commit.claims());
            if (!commit.events().isEmpty()) {
                streams.computeIfAbsent(commit.stream(), name -> new ArrayList<>())
                        .addAll(commit.events());
                commit.events().forEach(event -> log.add(new Logged(commit.stream(), event)));
            }
            documents.putAll(commit.documents());
            commit.work().forEach(work::add);
        }
        listeners.forEach(listener -> listener.committed(commit.stream(), clock.instant()));
    }

    @Override
    public void onCommit(Listener listener) {
        listeners.add(listener);
    }

    /** Makes the next commits fail with {@code store_failed}; nothing of them is stored. */
    public void failNextCommits(int count) {
        failures.set(count);
    }

    /** Runs something before every commit, outside the store's lock: another commit, an assertion, a barrier, a crash. */
    public void beforeCommit(Consumer<Commit> hook) {
        beforeCommit = hook;
    }

    /** {@return this, as the port} */
    public EventStore events() {
        return this;
    }

    /** {@return the index, computed from the events at each call} */
    public RequestIndex index() {
        return index;
    }

    /** {@return the table of work} */
    public WorkQueue work() {
        return work;
    }

    /** {@return the inbox, over the same table of work} */
    public Inbox inbox() {
        return inbox;
    }

    /** {@return tickets} */
    public Tickets tickets() {
        return tickets;
    }

    /** {@return what is known of tokens, computed from the events at each call} */
    public MemoryTokens tokens() {
        return tokens;
    }

    /** {@return every event, oldest first} */
    List<Logged> log() {
        synchronized (this) {
            return List.copyOf(log);
        }
    }

    /** {@return documents} */
    public Documents documents() {
        return hash -> {
            synchronized (this) {
                return Optional.ofNullable(documents.get(hash));
            }
        };
    }

    /** {@return every stream with its events, in the order of creation} */
    public Map<String, List<DomainEvent>> streams() {
        synchronized (this) {
            var copy = new LinkedHashMap<String, List<DomainEvent>>();
            streams.forEach((name, events) -> copy.put(name, List.copyOf(events)));
            return copy;
        }
    }

    /** {@return the events of one type in a stream} */
    public <E extends DomainEvent> List<E> eventsOf(String stream, Class<E> type) {
        return read(stream).events().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
