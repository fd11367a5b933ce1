package dev.approvalgate.gate.link;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.LinkBook;
import dev.approvalgate.domain.policy.LinkCheck;
import dev.approvalgate.domain.policy.LinkEvent;
import dev.approvalgate.domain.policy.LinkId;
import dev.approvalgate.gate.Wording;
import dev.approvalgate.gate.port.Directory;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.EventStore.Commit;
import dev.approvalgate.gate.port.EventStore.History;
import dev.approvalgate.gate.port.EventStore.VersionConflict;
import dev.approvalgate.gate.port.PolicySource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** {@link Linking} on the store of this process. */
public final class LocalLinking implements Linking {

    private final EventStore store;
    private final StoredLinks links;
    private final PolicySource policies;
    private final Directory directory;
    private final Duration delay;
    private final Clock clock;
    private final RandomGenerator random;

    /**
     * Links accounts.
     *
     * @param store where links are recorded
     * @param links the same, for looking
     * @param policies whom the policy knows
     * @param directory what the accounts' own systems say of them
     * @param delay how long after linking each account begins to speak for the other
     * @param clock the time
     * @param random a strong source of randomness
     */
    public LocalLinking(
            EventStore store,
            StoredLinks links,
            PolicySource policies,
            Directory directory,
            Duration delay,
            Clock clock,
            RandomGenerator random) {
        this.store = store;
        this.links = links;
        this.policies = policies;
        this.directory = directory;
        this.delay = delay;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public NamedLink link(Account one, Account other) {
        requireGoodStanding(Set.of(one, other));
        return decide(book -> {
            new LinkCheck(policies.current().people(), book.links())
                    .refuses(one, other)
                    .ifPresent(reason -> {
                        throw new GateException(reason, Wording.why(reason));
                    });
            Instant now = clock.instant();
            return new LinkEvent.Linked(LinkId.random(random), one, other, now.plus(delay), now);
        });
    }

    private void requireGoodStanding(Set<Account> accounts) {
        Map<Account, AccountStanding> standings = directory.standings(accounts, Directory.Freshness.NOW);
        for (Account account : accounts) {
            AccountStanding standing = standings.getOrDefault(account, AccountStanding.UNKNOWN);
            ReasonCode bar = standing == AccountStanding.UNKNOWN ? ReasonCode.LINK_UNSUPPORTED : standing.bar();
            if (bar != null) {
                throw new GateException(bar, account.kind().label() + ": " + Wording.why(bar));
            }
        }
    }

    @Override
    public NamedLink unlink(LinkId id, Account by) {
        return decide(book -> {
            if (!book.standing(by).containsKey(id)) {
                throw new GateException(ReasonCode.LINK_NOT_FOUND, Wording.why(ReasonCode.LINK_NOT_FOUND));
            }
            return new LinkEvent.Unlinked(id, by, clock.instant());
        });
    }

    @Override
    public List<NamedLink> of(Account account) {
        return links.book().standing(account).entrySet().stream()
                .map(entry -> new NamedLink(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Stores what was decided at the version that it was decided on; decides again where somebody else was faster. */
    private NamedLink decide(Function<LinkBook, LinkEvent> decision) {
        while (true) {
            History history = store.read(StoredLinks.STREAM);
            var events = new ArrayList<>(history.events());
            LinkEvent event = decision.apply(LinkBook.of(events));
            try {
                store.commit(Commit.of(
                        StoredLinks.STREAM, history.version(), List.of(event), List.of(LinkNotices.of(event))));
            } catch (VersionConflict lost) {
                // Another link was made or ended; it may change the answer.
                continue;
            }
            events.add(event);
            return new NamedLink(
                    event.link(), LinkBook.of(events).find(event.link()).orElseThrow());
        }
    }
}
