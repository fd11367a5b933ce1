package dev.approvalgate.domain.approval;

import org.jspecify.annotations.Nullable;

/**
 * A personal or free-text value inside an event (a name, a reason, commit text). The ledger keeps only a salted commitment to it; the
 * value lies beside and can be erased without breaking any proof.
 *
 * @param value the value, or {@code null} once it has been erased
 * @param <T> a text, or a record of texts
 */
public record Personal<T>(@Nullable T value) {

    /** {@return the value wrapped} */
    public static <T> Personal<T> of(T value) {
        return new Personal<>(value);
    }

    /** {@return the value, or what to show in its place after erasure} */
    public T or(T whenErased) {
        return value == null ? whenErased : value;
    }

    @Override
    public String toString() {
        return value == null ? "[erased]" : "[personal]";
    }
}
