package io.jenkins.plugins.approvalgate.requests;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as the build that asked may see it.
 *
 * @param request its id
 * @param state whether it waits, and else whether the build may go on
 * @param outcome the decision in one word, such as {@code approved}; {@code pending} while there is none
 * @param reason the stable reason code of a decision against it, or {@code null}
 * @param sentence what is missing and from whom while it waits, why not where it was turned down; plain text
 * @param by names of those who decided; empty where nobody did, or a server does not name them
 * @param said in which words people turned it down or took it back, each after its speaker's name; plain text, a line each
 * @param deadline until when people may decide
 * @param decidedAt when it was decided, or {@code null}
 * @param link where people find it, or {@code null}
 */
public record Standing(
        String request,
        State state,
        String outcome,
        @Nullable String reason,
        String sentence,
        List<String> by,
        List<String> said,
        Instant deadline,
        @Nullable Instant decidedAt,
        @Nullable String link) {

    public Standing {
        by = List.copyOf(by);
        said = List.copyOf(said);
    }

    /** What a build has to know. */
    public enum State {
        /** People may still decide. */
        WAITING,
        /** The build may go on. */
        ALLOWED,
        /** It may not, and never will. */
        DENIED
    }
}
