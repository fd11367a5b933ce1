package dev.approvalgate.gate.link;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.policy.AccountLink;
import dev.approvalgate.gate.VisibleText;
import dev.approvalgate.gate.Wording;
import dev.approvalgate.gate.port.AccountNames;
import java.util.Optional;

/** How people are told of links. Plain text; names from outside have been through {@link VisibleText}. */
public final class LinkWords {

    private static final int MOST_NAME = 80;

    private final AccountNames names;

    /** Calls accounts by the names that they have now. */
    public LinkWords(AccountNames names) {
        this.names = names;
    }

    /** {@return an account in words, without asking anybody, such as {@code GitHub account 1002}} */
    public static String plain(Account account) {
        String system = account.kind() == AccountKind.GITHUB ? "GitHub" : "Slack";
        String where = account.kind() == AccountKind.GITHUB && account.realm().equals("api.github.com")
                ? ""
                : " (" + VisibleText.line(account.realm(), MOST_NAME) + ")";
        return system + " account " + VisibleText.line(account.id(), MOST_NAME) + where;
    }

    /** The name is worth having, and not worth waiting for. */
    private String named(Account account) {
        Optional<String> name;
        try {
            name = names.nameOf(account);
        } catch (GateException unreadable) {
            name = Optional.empty();
        }
        return name.map(text -> plain(account) + ", which calls itself " + VisibleText.line(text, MOST_NAME) + ",")
                .orElse(plain(account));
    }

    /** {@return what the holder of one account is told of a new link} */
    String linked(AccountLink link, Account reader) {
        return "Your account was linked with " + named(link.from(reader)) + " on " + Wording.time(link.linkedAt())
                + ". From then on both count as one person. From " + Wording.time(link.effectiveAt())
                + " on each of them can also vote where the other one may."
                + "\nIf that was not you, type /gate unlink now, and tell whoever looks after Approval Gate: somebody may have used your"
                + " account.";
    }

    /** {@return what the holder of one account is told of the end of a link} */
    String unlinked(AccountLink link, Account reader) {
        return "Your account is no longer linked with " + named(link.from(reader))
                + ". Neither of them votes for the other any more. What either of them has written still counts as one person's work."
                + "\nIf that was not you, tell whoever looks after Approval Gate.";
    }
}
