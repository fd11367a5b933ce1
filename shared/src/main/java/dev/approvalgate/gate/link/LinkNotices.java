package dev.approvalgate.gate.link;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.policy.AccountLink;
import dev.approvalgate.domain.policy.LinkEvent;
import dev.approvalgate.domain.policy.LinkId;
import dev.approvalgate.gate.port.Messenger;
import dev.approvalgate.gate.work.Work;
import dev.approvalgate.gate.work.WorkHandler;
import dev.approvalgate.gate.work.WorkItem;
import dev.approvalgate.gate.work.WorkKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells both accounts that they were linked, or that a link was ended, wherever there is a way to write to them. A process that dies
 * between the message and the end of the work writes it twice: nobody's private conversation is searched for it.
 */
public final class LinkNotices implements WorkHandler {

    /** Later than this the news is old, and whoever has to know has been told by other means. */
    private static final Duration LIFE = Duration.ofDays(7);

    private final StoredLinks links;
    private final List<Messenger> messengers;
    private final LinkWords words;

    /**
     * Tells through some messengers.
     *
     * @param links the links
     * @param messengers ways to write to people, one for each kind of account at most
     * @param words says it
     */
    public LinkNotices(StoredLinks links, List<Messenger> messengers, LinkWords words) {
        this.links = links;
        this.messengers = List.copyOf(messengers);
        this.words = words;
    }

    /** {@return the work that follows from an event} */
    static Work of(LinkEvent event) {
        String what = event instanceof LinkEvent.Linked ? "linked" : "unlinked";
        return new Work(
                WorkKind.LINK_NOTICE,
                null,
                WorkKind.LINK_NOTICE.code() + ":" + event.link() + ":" + what,
                Map.of("link", event.link().value(), "what", what),
                event.at(),
                event.at().plus(LIFE));
    }

    @Override
    public WorkKind kind() {
        return WorkKind.LINK_NOTICE;
    }

    @Override
    public void handle(WorkItem item) {
        AccountLink link = links.book().find(new LinkId(item.required("link"))).orElseThrow();
        boolean linked = item.required("what").equals("linked");
        for (Account account : List.of(link.one(), link.other())) {
            messenger(account)
                    .ifPresent(messenger -> messenger.tell(
                            account, linked ? words.linked(link, account) : words.unlinked(link, account)));
        }
    }

    private Optional<Messenger> messenger(Account account) {
        return messengers.stream()
                .filter(candidate -> candidate.kind() == account.kind())
                .findFirst();
    }
}
