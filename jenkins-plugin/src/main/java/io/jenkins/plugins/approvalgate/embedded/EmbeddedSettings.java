package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.adapter.oidc.JenkinsRealm;
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

    /** The realm of users where the controller's address names no host. */
    public static final String NOWHERE = "jenkins";

    /** {@return the realm of the controller's users in the policy} */
    public String realm() {
        return realm(publicUrl);
    }

    /** {@return the realm of the users of a controller with some address} */
    public static String realm(URI publicUrl) {
        return JenkinsRealm.of(publicUrl.toString());
    }
}
