package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.approval.Vote;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A button on a check run. Its identifier, which comes back with a click, is {@code a:} or {@code r:} and the first 16 hexadecimal digits of
 * the change digest: 18 of the 20 characters that GitHub allows.
 *
 * @param kind what a click on it means
 * @param digestPrefix the beginning of the change digest
 */
public record CheckAction(Vote.Kind kind, String digestPrefix) {

    private static final Pattern IDENTIFIER = Pattern.compile("([ar]):([0-9a-f]{16})");

    /** {@return the button for a change} */
    static CheckAction of(Vote.Kind kind, Sha256 digest) {
        return new CheckAction(kind, digest.prefix());
    }

    /**
     * {@return the button that an identifier names}
     *
     * @throws GateException with {@code request_malformed} where the whole text is not of our form
     */
    public static CheckAction parse(String identifier) {
        Matcher match = IDENTIFIER.matcher(identifier);
        if (!match.matches()) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "the button's identifier is none of ours");
        }
        return new CheckAction(match.group(1).equals("a") ? Vote.Kind.APPROVE : Vote.Kind.REJECT, match.group(2));
    }

    /** {@return the identifier} */
    String identifier() {
        return (kind == Vote.Kind.APPROVE ? "a:" : "r:") + digestPrefix;
    }

    /** {@return the button as GitHub's API takes it: label and description within 20 and 40 characters} */
    Map<String, String> toJson() {
        return kind == Vote.Kind.APPROVE
                ? Map.of(
                        "label", "Approve",
                        "description", "Let exactly this change be deployed",
                        "identifier", identifier())
                : Map.of(
                        "label", "Reject",
                        "description", "Do not let this change be deployed",
                        "identifier", identifier());
    }
}
