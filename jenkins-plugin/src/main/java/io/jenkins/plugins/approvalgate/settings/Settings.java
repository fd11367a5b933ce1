package io.jenkins.plugins.approvalgate.settings;

import dev.approvalgate.adapter.slack.SlackConnection;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import io.jenkins.plugins.approvalgate.embedded.EmbeddedSettings;
import io.jenkins.plugins.approvalgate.facts.PublicJobs;
import io.jenkins.plugins.approvalgate.server.IdentityKey;
import io.jenkins.plugins.approvalgate.server.IdentityKeyFile;
import io.jenkins.plugins.approvalgate.server.ServerRequests;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator has set; each may be missing ({@code null}).
 *
 * @param policyFile the policy file, absolute or below JENKINS_HOME
 * @param serverUrl the address of a server
 * @param slack how Slack is reached
 */
public record Settings(
        @Nullable String policyFile, @Nullable String serverUrl, Slack slack) {

    /** Which gate it is that runs in the controller. */
    public static final String EMBEDDED = "embedded";

    private static final String PATH = "approval-gate";

    /** {@return where this controller's own gate keeps what it has} */
    public static Path home() {
        return Jenkins.get().getRootDir().toPath().resolve(PATH);
    }

    /**
     * How Slack is reached.
     *
     * @param team id of the team; missing where Slack is not used
     * @param app id of the app
     * @param workspaceUrl the workspace's address
     * @param apiUrl base of the Web API; Slack's own where it is missing
     * @param botToken id of the credentials with the bot token
     * @param appToken id of the credentials with the app-level token
     * @param signingSecret id of the credentials with the signing secret
     */
    public record Slack(
            @Nullable String team,
            @Nullable String app,
            @Nullable String workspaceUrl,
            @Nullable String apiUrl,
            @Nullable String botToken,
            @Nullable String appToken,
            @Nullable String signingSecret) {

        private static final String API = "https://slack.com/api/";

        /**
         * {@return the workspace, with its secrets; {@code null} where Slack is not used}
         *
         * @throws GateException with {@code configuration_invalid}
         */
        @Nullable
        SlackConnection connection() {
            if (team == null) {
                return null;
            }
            if (botToken == null || workspaceUrl == null) {
                throw invalid("Slack needs the workspace's address, and the credentials of the bot token");
            }
            if (appToken == null && signingSecret == null) {
                throw invalid("Slack cannot reach the gate: name the credentials of the app-level token (a socket), or"
                        + " those of the signing secret (calls to this controller)");
            }
            return new SlackConnection(
                    team,
                    app,
                    address("the Slack workspace", workspaceUrl),
                    address("Slack's Web API", apiUrl == null ? API : apiUrl),
                    SecretTexts.of(botToken),
                    signingSecret == null ? List.of() : List.of(SecretTexts.of(signingSecret)),
                    appToken == null ? null : SecretTexts.of(appToken));
        }
    }

    /**
     * {@return all that is set, by the names of configuration as code; no secrets}
     *
     * @param jenkinsUrl the controller's address, which is part of what tokens say
     */
    public Map<String, String> named(@Nullable String jenkinsUrl) {
        var named = new HashMap<String, String>();
        put(named, "jenkinsUrl", jenkinsUrl);
        put(named, "policyFile", policyFile);
        put(named, "serverUrl", serverUrl);
        put(named, "slackTeam", slack.team);
        put(named, "slackApp", slack.app);
        put(named, "slackWorkspaceUrl", slack.workspaceUrl);
        put(named, "slackApiUrl", slack.apiUrl);
        put(named, "slackBotTokenId", slack.botToken);
        put(named, "slackAppTokenId", slack.appToken);
        put(named, "slackSigningSecretId", slack.signingSecret);
        return named;
    }

    private static void put(Map<String, String> named, String name, @Nullable String value) {
        if (value != null) {
            named.put(name, value);
        }
    }

    /** {@return whether there is anything to start} */
    public boolean isSetUp() {
        return policyFile != null || serverUrl != null;
    }

    /** {@return whether builds ask a server instead of this controller} */
    public boolean isServerMode() {
        return serverUrl != null;
    }

    /** {@return which gate that makes: the server's address, or that it is in this controller} */
    public String gate() {
        return serverUrl == null ? EMBEDDED : serverUrl.replaceAll("/+$", "");
    }

    /**
     * {@return what asks the server}
     *
     * @throws GateException with {@code configuration_invalid} or {@code store_failed}
     */
    public ServerRequests server(Clock clock) {
        if (serverUrl == null) {
            throw invalid("there is no server");
        }
        return serverAt(serverUrl, clock);
    }

    /**
     * {@return what asks some server as this controller}
     *
     * @throws GateException likewise
     */
    public static ServerRequests serverAt(String address, Clock clock) {
        return ServerRequests.at(address, publicUrl(), identityKey(), PublicJobs::isPublic, clock);
    }

    /** {@return the key that this controller proves itself to a server with} */
    public static IdentityKey identityKey() {
        return IdentityKeyFile.in(home());
    }

    /**
     * {@return what the gate inside the controller needs}
     *
     * @throws GateException with {@code configuration_invalid} that names what is missing and where it is set
     */
    public EmbeddedSettings embedded() {
        if (policyFile == null) {
            throw invalid("there is no policy file; name one under Manage Jenkins, System, Approval Gate");
        }
        Path root = Jenkins.get().getRootDir().toPath();
        return new EmbeddedSettings(home(), root.resolve(policyFile), publicUrl(), slack.connection());
    }

    /** {@return the realm of the controller's users, also where the controller has no address} */
    public static String realm() {
        return Jenkins.get().getRootUrl() == null ? EmbeddedSettings.NOWHERE : EmbeddedSettings.realm(publicUrl());
    }

    /**
     * {@return the address of this controller's part of the gate, and the issuer of what it signs}
     *
     * @throws GateException with {@code configuration_invalid} where the controller has no address
     */
    public static URI publicUrl() {
        String root = Jenkins.get().getRootUrl();
        if (root == null) {
            throw invalid("this controller has no address; set the Jenkins URL under Manage Jenkins, System");
        }
        return address("the Jenkins URL", root + PATH);
    }

    static URI address(String what, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new GateException(ReasonCode.CONFIGURATION_INVALID, what + " is no address: " + text, e);
        }
    }

    static GateException invalid(String message) {
        return new GateException(ReasonCode.CONFIGURATION_INVALID, message);
    }
}
