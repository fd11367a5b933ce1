package dev.approvalgate.gate.link;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.policy.LinkId;
import java.util.List;

/** What people do with links between their own accounts. Whoever calls has made sure that the person holds the accounts. */
public interface Linking {

    /**
     * Records that two accounts are one human's. Whoever can be told is told.
     *
     * @return the link, which is effective after the delay
     * @throws GateException with {@code link_unsupported}, {@code link_exists} or {@code link_conflict}; with the account's own reason,
     *     such as {@code voter_is_bot}, where one of them may not vote; with {@code directory_unreadable} or {@code policy_unreadable}
     *     where that cannot be told
     */
    NamedLink link(Account one, Account other);

    /**
     * Ends a link. Neither account speaks for the other any more; authorship stays.
     *
     * @param by one of its accounts
     * @throws GateException with {@code link_not_found} where that account has no such link, or it has ended
     */
    NamedLink unlink(LinkId id, Account by);

    /** {@return the links of an account that nobody has ended, oldest first} */
    List<NamedLink> of(Account account);
}
