package dev.approvalgate.gate.port;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.policy.AccountStanding;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What the systems that accounts live in say of accounts and groups. Every question throws {@link
 * dev.approvalgate.domain.approval.GateException} with {@code directory_unreadable} where it cannot be answered; nobody's vote may count
 * then.
 */
public interface Directory {

    /** How old an answer may be. */
    enum Freshness {
        /** Whatever is remembered, without asking anybody; what is not remembered is missing from the answer. */
        KNOWN,
        /** What was read within the life that the implementation states. */
        RECENT,
        /** Read for this question. */
        NOW
    }

    /** {@return the standing of each account} */
    Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness);

    /** {@return the members of each group; a group that is gone has none} */
    Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> groups, Freshness freshness);

    /** {@return how accounts call themselves, as far as it is remembered; to be shown only} */
    Map<Account, String> names(Collection<Account> accounts);
}
