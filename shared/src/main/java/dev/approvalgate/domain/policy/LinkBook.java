package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.DomainEvent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All links with their names, as their events tell. Immutable. */
public final class LinkBook {

    private final Map<LinkId, AccountLink> byId;
    private final AccountLinks links;

    private LinkBook(Map<LinkId, AccountLink> byId) {
        this.byId = Collections.unmodifiableMap(byId);
        this.links = new AccountLinks(byId.values());
    }

    /** {@return the links that events tell of, oldest first; events of other kinds are passed over} */
    public static LinkBook of(Collection<? extends DomainEvent> events) {
        var byId = new LinkedHashMap<LinkId, AccountLink>();
        for (DomainEvent event : events) {
            if (event instanceof LinkEvent.Linked linked) {
                byId.put(
                        linked.link(),
                        new AccountLink(linked.one(), linked.other(), linked.at(), linked.effectiveAt(), null));
            } else if (event instanceof LinkEvent.Unlinked unlinked) {
                byId.computeIfPresent(
                        unlinked.link(),
                        (id, link) -> new AccountLink(
                                link.one(), link.other(), link.linkedAt(), link.effectiveAt(), unlinked.at()));
            }
        }
        return new LinkBook(byId);
    }

    /** {@return the links, ended ones included} */
    public AccountLinks links() {
        return links;
    }

    /** {@return a link by its name, ended or not} */
    public Optional<AccountLink> find(LinkId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** {@return the links of an account that nobody has ended, oldest first} */
    public Map<LinkId, AccountLink> standing(Account account) {
        var standing = new LinkedHashMap<LinkId, AccountLink>();
        byId.forEach((id, link) -> {
            if (link.endedAt() == null
                    && (link.one().equals(account) || link.other().equals(account))) {
                standing.put(id, link);
            }
        });
        return standing;
    }
}
