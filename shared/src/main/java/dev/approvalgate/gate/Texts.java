package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Bounds on texts from outside, whichever surface brought them. */
final class Texts {

    private Texts() {}

    /** {@return the text, or {@code null} where it says nothing: a blank reason is no reason} */
    static @Nullable String said(String what, @Nullable String text, int longest) {
        return text == null || text.isBlank() ? null : bounded(what, text, longest);
    }

    /**
     * {@return the text itself}
     *
     * @throws GateException with {@code request_too_large} or, where it is no Unicode text, {@code request_malformed}
     */
    static String bounded(String what, String text, int longest) {
        if (text.length() > longest) {
            throw new GateException(
                    ReasonCode.REQUEST_TOO_LARGE, what + " has more than " + longest + " characters; shorten it");
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, what + " is no well-formed Unicode text");
        }
        return text;
    }

    /** Refuses more than so many things. */
    static void atMost(String what, Collection<?> things, int most) {
        if (things.size() > most) {
            throw new GateException(ReasonCode.REQUEST_TOO_LARGE, "there are more than " + most + " " + what);
        }
    }
}
