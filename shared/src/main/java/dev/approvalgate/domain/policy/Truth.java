package dev.approvalgate.domain.policy;

/** Whether something is so, as far as it is known. What is unknown counts against whoever asks. */
public enum Truth {
    /** It is so. */
    YES,
    /** It is not so. */
    NO,
    /** It cannot be told, because a fact could not be read. */
    UNKNOWN;

    /** {@return yes or no} */
    public static Truth of(boolean value) {
        return value ? YES : NO;
    }

    /** {@return whether both are so: no where one is not, else unknown where one is unknown} */
    public Truth and(Truth other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES && other == YES ? YES : UNKNOWN;
    }

    /** {@return whether either is so: yes where one is, else unknown where one is unknown} */
    public Truth or(Truth other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO && other == NO ? NO : UNKNOWN;
    }

    /** {@return the opposite; what is unknown stays so} */
    public Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
