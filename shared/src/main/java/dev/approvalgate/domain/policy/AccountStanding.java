package dev.approvalgate.domain.policy;

import dev.approvalgate.domain.approval.ReasonCode;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the system that an account lives in says of it now. Only {@link #ACTIVE} accounts may vote. */
public enum AccountStanding {
    /** A full member. */
    ACTIVE(null),
    /** A bot or app. */
    BOT(ReasonCode.VOTER_IS_BOT),
    /** A guest, or somebody reached through a shared channel. */
    GUEST(ReasonCode.VOTER_IS_GUEST),
    /** Deactivated or suspended. */
    DEACTIVATED(ReasonCode.VOTER_DEACTIVATED),
    /** A member of another team. */
    FOREIGN(ReasonCode.VOTER_FOREIGN_TEAM),
    /** That system does not know it. */
    UNKNOWN(ReasonCode.VOTER_UNKNOWN);

    /** What bars a person through their other accounts too: they have left, or were never let in quite. */
    private static final Set<AccountStanding> OF_THE_PERSON = EnumSet.of(GUEST, DEACTIVATED, FOREIGN);

    private final @Nullable ReasonCode bar;

    AccountStanding(@Nullable ReasonCode bar) {
        this.bar = bar;
    }

    /** {@return why such an account may not vote, or {@code null} if it may} */
    public @Nullable ReasonCode bar() {
        return bar;
    }

    /** {@return whether it says something of the human, whichever account they act through} */
    boolean isOfThePerson() {
        return OF_THE_PERSON.contains(this);
    }
}
