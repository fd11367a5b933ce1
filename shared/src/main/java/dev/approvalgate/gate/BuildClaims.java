package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.Ask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Claims in which a host says more of a build than who it is: reviewers read them, conditions may look at them, and nobody is recognised
 * by them. What the libraries are is bound by the hash of the definition.
 */
public final class BuildClaims {

    /** Shared code that the build has loaded, such as {@code tools@v2, utils@main}; {@value #NONE_SO_FAR} or {@value #UNKNOWN}. */
    public static final String LIBRARIES = "libraries";

    /** Full ids of the commits that libraries were read from, with commas; {@value #UNKNOWN} in front where those are not all. */
    public static final String LIBRARY_COMMITS = "library_commits";

    /** What the build has checked out besides its commit, or instead of one. */
    public static final String CHECKOUTS = "checkouts";

    /** The agent that the asking step holds, with its labels; {@value #NONE} where it holds none. */
    public static final String AGENT = "agent";

    /** There is none, for certain. */
    public static final String NONE = "none";

    /** There is none yet; a script that runs can change that. */
    public static final String NONE_SO_FAR = "none so far";

    /** Nobody can tell. */
    public static final String UNKNOWN = "unknown";

    /** All of them, in the order in which they are shown. */
    public static final List<String> NAMES = List.of(LIBRARIES, LIBRARY_COMMITS, CHECKOUTS, AGENT);

    private BuildClaims() {}

    /** {@return what a request's host said in them, by a label for people; untrusted text, in a fixed order} */
    public static Map<String, String> told(Ask ask) {
        Map<String, String> claims = ask.requester().claims();
        Map<String, String> told = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = claims.get(name);
            if (value != null) {
                told.put(label(name), value);
            }
        }
        return told;
    }

    private static String label(String name) {
        return switch (name) {
            case LIBRARIES -> "Libraries";
            case LIBRARY_COMMITS -> "Libraries read from";
            case CHECKOUTS -> "Checked out";
            default -> "Agent of the step";
        };
    }
}
