package io.jenkins.plugins.approvalgate.web;

import dev.approvalgate.gate.Wording;
import io.jenkins.plugins.approvalgate.requests.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A request of a build, for badges and Jenkins' remote API. Says nothing that the build's console does not say. */
@ExportedBean(defaultVisibility = 2)
public final class ShownApproval {

    private final String environment;
    private final String node;
    private final Standing standing;

    /**
     * Shows a request.
     *
     * @param environment where the build wants to go
     * @param node id of the step that asked first
     * @param standing how it stands
     */
    ShownApproval(String environment, String node, Standing standing) {
        this.environment = environment;
        this.node = node;
        this.standing = standing;
    }

    /** {@return the request's id} */
    @Exported
    public String getId() {
        return standing.request();
    }

    /** {@return where the build wants to go} */
    @Exported
    public String getEnvironment() {
        return environment;
    }

    /** {@return id of the step that asked first, as in the build's flow graph} */
    @Exported
    public String getNode() {
        return node;
    }

    /** {@return {@code waiting}, {@code allowed} or {@code denied}} */
    @Exported
    public String getState() {
        return standing.state().name().toLowerCase(Locale.ROOT);
    }

    /** {@return the decision in one word, or {@code pending}} */
    @Exported
    public String getDecision() {
        return standing.outcome();
    }

    /** {@return what is missing and from whom, or how it ended} */
    @Exported
    public String getText() {
        return standing.sentence();
    }

    /** {@return names of those who decided} */
    @Exported
    public List<String> getBy() {
        return standing.by();
    }

    /** {@return until when people may decide, as ISO 8601} */
    @Exported
    public String getDeadline() {
        return standing.deadline().toString();
    }

    /** {@return when it was decided, as ISO 8601, or {@code null}} */
    @Exported
    public @Nullable String getDecidedAt() {
        Instant at = standing.decidedAt();
        return at == null ? null : at.toString();
    }

    /** {@return where people find it, or {@code null}} */
    @Exported
    public @Nullable String getLink() {
        return standing.link();
    }

    /** {@return until when people may decide, for people} */
    public String getUntil() {
        return Wording.time(standing.deadline());
    }

    /** {@return in which words people turned it down} */
    public List<String> getSaid() {
        return standing.said();
    }

    /** {@return whether people may still decide} */
    public boolean isWaiting() {
        return standing.state() == Standing.State.WAITING;
    }

    /** {@return whether it was turned down, or never decided} */
    public boolean isDenied() {
        return standing.state() == Standing.State.DENIED;
    }

    /** {@return a few words for a badge} */
    public String getBadge() {
        return environment + ": " + (isWaiting() ? "waits for approval" : decision());
    }

    private String decision() {
        String decision = getDecision().replace('_', ' ');
        return standing.by().isEmpty() ? decision : decision + " by " + String.join(", ", standing.by());
    }
}
