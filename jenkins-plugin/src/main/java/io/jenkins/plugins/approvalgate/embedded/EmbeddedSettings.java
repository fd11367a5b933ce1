package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.adapter.slack.SlackConnection;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the gate inside the controller is set up.
 *
 * @param home where its store and its key lie
 * @param policy the policy file
 * @param publicUrl the issuer of its tokens: the controller's address and {@code /approval-gate}
 * @param slack the workspace, or {@code null} where reviewers use Jenkins only
 */
public record EmbeddedSettings(
        Path home, Path policy, URI publicUrl, @Nullable SlackConnection slack) {

    /** {@return the realm of the controller's users in the policy: the host of its address} */
    public String realm() {
        return publicUrl.getHost() == null ? "jenkins" : publicUrl.getHost();
    }
}
