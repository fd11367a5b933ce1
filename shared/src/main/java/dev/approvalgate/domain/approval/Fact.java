package dev.approvalgate.domain.approval;

import org.jspecify.annotations.Nullable;

/**
 * Something that was looked up: known, or unknown with the cause. An unknown fact is shown as unknown and never guessed.
 *
 * @param value the value, or {@code null} when unknown
 * @param unknownBecause why it is unknown, or {@code null} when known
 * @param <T> what is known
 */
public record Fact<T>(@Nullable T value, @Nullable String unknownBecause) {

    public Fact {
        if ((value == null) == (unknownBecause == null)) {
            throw new IllegalArgumentException("a fact is either known or unknown for a reason");
        }
    }

    /** {@return a known fact} */
    public static <T> Fact<T> known(T value) {
        return new Fact<>(value, null);
    }

    /** {@return an unknown fact} */
    public static <T> Fact<T> unknown(String because) {
        return new Fact<>(null, because);
    }

    /** {@return whether the value is known} */
    public boolean isKnown() {
        return value != null;
    }
}
