package dev.approvalgate.adapter.github;

import java.util.Optional;

/** Decimal numbers from outside. */
final class Numbers {

    private static final int LONGEST = 18;

    private Numbers() {}

    /** {@return the number; empty where the text is anything but 1 to 18 digits} */
    static Optional<Long> parse(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
