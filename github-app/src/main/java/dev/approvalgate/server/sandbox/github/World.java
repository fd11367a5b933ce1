package dev.approvalgate.server.sandbox.github;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that exists in the stand-in. The world itself is the one lock: its state is read and changed while holding its monitor, never during network calls. */
final class World {

    // Above 2^31, so that an id squeezed into an int shows at once.
    private static final long FIRST_ID = 17_000_000_000L;

    private final Clock clock;
    private final URI base;
    private final AtomicLong ids = new AtomicLong(FIRST_ID);
    final Map<Long, Account> accounts = new LinkedHashMap<>();
    final Map<Long, Repo> repos = new LinkedHashMap<>();
    final Map<Long, Run> runs = new LinkedHashMap<>();
    final Map<Long, CheckRun> checks = new LinkedHashMap<>();
    final Map<Long, Installation> installations = new LinkedHashMap<>();
    final Map<Long, Team> teams = new LinkedHashMap<>();
    private Events events = new Events() {};

    World(Clock clock, URI base) {
        this.clock = clock;
        this.base = base;
        accounts.put(Account.WEB_FLOW.id(), Account.WEB_FLOW);
    }

    /** What the model tells of itself; called while holding the lock. */
    interface Events {
        default void deploymentRequested(Job job) {}

        default void runChanged(Run run, String action) {}
    }

    void listen(Events listener) {
        this.events = listener;
    }

    Events events() {
        return events;
    }

    /** The current time in whole seconds, as GitHub shows times. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    URI base() {
        return base;
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    synchronized Account know(Account account) {
        Account known = accounts.putIfAbsent(account.id(), account);
        if (known != null && !known.equals(account)) {
            accounts.put(account.id(), account);
        }
        return account;
    }

    Optional<Account> account(String login) {
        return accounts.values().stream()
                .filter(a -> a.login().equalsIgnoreCase(login))
                .findFirst();
    }

    Optional<Repo> repo(String owner, String name) {
        return repos.values().stream()
                .filter(r -> r.fullName().equalsIgnoreCase(owner + "/" + name))
                .findFirst();
    }

    Optional<Installation> installationOf(Repo repo) {
        return installations.values().stream().filter(i -> i.covers(repo)).findFirst();
    }
}
