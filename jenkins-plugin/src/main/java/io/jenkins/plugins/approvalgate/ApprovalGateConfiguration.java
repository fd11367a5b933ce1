package io.jenkins.plugins.approvalgate;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import dev.approvalgate.adapter.slack.SlackConnection;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.Secret;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.security.ACL;
import io.jenkins.plugins.approvalgate.embedded.EmbeddedSettings;
import io.jenkins.plugins.approvalgate.requests.PipelineRequests;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The settings of the gate: {@code unclassified: approvalGate:} in configuration as code. Secrets lie with the controller's credentials;
 * here are their ids.
 */
@Extension
@Symbol("approvalGate")
public final class ApprovalGateConfiguration extends GlobalConfiguration {

    private static final String SLACK_API = "https://slack.com/api/";
    private static final String PATH = "approval-gate";

    private @Nullable String policyFile;
    private @Nullable String serverUrl;
    private @Nullable String slackTeam;
    private @Nullable String slackApp;
    private @Nullable String slackWorkspaceUrl;
    private @Nullable String slackApiUrl;
    private @Nullable String slackBotTokenId;
    private @Nullable String slackAppTokenId;
    private @Nullable String slackSigningSecretId;

    /** Reads what was saved. */
    public ApprovalGateConfiguration() {
        load();
    }

    /** {@return the controller's own} */
    public static ApprovalGateConfiguration get() {
        return ExtensionList.lookupSingleton(ApprovalGateConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return "Approval Gate";
    }

    /** Takes the whole page at once, so that the gate starts anew once and not for each field. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        request.bindJSON(this, json);
        changed();
        return true;
    }

    /** Saves, and has the gate start anew. */
    void changed() {
        save();
        GateService.get().restart();
    }

    /** {@return whether there is anything to start} */
    boolean isSetUp() {
        return policyFile != null || isServerMode();
    }

    /** {@return whether builds ask a server instead of this controller} */
    boolean isServerMode() {
        return serverUrl != null;
    }

    /** {@return the address of this controller's part of the gate, and the issuer of what it signs} */
    public static URI publicUrl() {
        String root = Jenkins.get().getRootUrl();
        if (root == null) {
            throw invalid("this controller has no address; set Jenkins URL under System");
        }
        return URI.create(root + PATH);
    }

    EmbeddedSettings embedded() {
        Path home = Jenkins.get().getRootDir().toPath().resolve(PATH);
        if (policyFile == null) {
            throw invalid("there is no policy file; name one under System, Approval Gate");
        }
        return new EmbeddedSettings(home, home.getParent().resolve(policyFile), publicUrl(), slack());
    }

    PipelineRequests server() {
        throw invalid("there is no server");
    }

    private @Nullable SlackConnection slack() {
        if (slackTeam == null) {
            return null;
        }
        if (slackBotTokenId == null || slackWorkspaceUrl == null) {
            throw invalid("Slack needs the workspace's address and the credentials of the bot token");
        }
        if (slackAppTokenId == null && slackSigningSecretId == null) {
            throw invalid("Slack cannot reach the gate: name the credentials of the app-level token (a socket), or of the"
                    + " signing secret (calls to this controller)");
        }
        return new SlackConnection(
                slackTeam,
                slackApp,
                URI.create(slackWorkspaceUrl),
                URI.create(slackApiUrl == null ? SLACK_API : slackApiUrl),
                secret(slackBotTokenId),
                slackSigningSecretId == null ? List.of() : List.of(secret(slackSigningSecretId)),
                slackAppTokenId == null ? null : secret(slackAppTokenId));
    }

    private static Secret secret(String id) {
        StringCredentials found = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItemGroup(
                        StringCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of()),
                CredentialsMatchers.withId(id));
        if (found == null) {
            throw invalid("there are no credentials of the kind 'Secret text' with the id " + id);
        }
        return Secret.of(found.getSecret().getPlainText());
    }

    private static GateException invalid(String message) {
        return new GateException(ReasonCode.CONFIGURATION_INVALID, message);
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** {@return the policy file, absolute or below JENKINS_HOME} */
    public @Nullable String getPolicyFile() {
        return policyFile;
    }

    /** Sets the policy file. */
    @DataBoundSetter
    public void setPolicyFile(@Nullable String policyFile) {
        this.policyFile = said(policyFile);
    }

    /** {@return the address of an Approval Gate server; none where the gate runs in this controller} */
    public @Nullable String getServerUrl() {
        return serverUrl;
    }

    /** Sets the address of a server: then builds ask there. */
    @DataBoundSetter
    public void setServerUrl(@Nullable String serverUrl) {
        this.serverUrl = said(serverUrl);
    }

    /** {@return the id of Slack's team} */
    public @Nullable String getSlackTeam() {
        return slackTeam;
    }

    /** Sets the id of Slack's team, such as {@code T0123}. */
    @DataBoundSetter
    public void setSlackTeam(@Nullable String slackTeam) {
        this.slackTeam = said(slackTeam);
    }

    /** {@return the id of the Slack app} */
    public @Nullable String getSlackApp() {
        return slackApp;
    }

    /** Sets the id of the Slack app. */
    @DataBoundSetter
    public void setSlackApp(@Nullable String slackApp) {
        this.slackApp = said(slackApp);
    }

    /** {@return the workspace's address} */
    public @Nullable String getSlackWorkspaceUrl() {
        return slackWorkspaceUrl;
    }

    /** Sets the workspace's address, such as {@code https://example.slack.com}. */
    @DataBoundSetter
    public void setSlackWorkspaceUrl(@Nullable String slackWorkspaceUrl) {
        this.slackWorkspaceUrl = said(slackWorkspaceUrl);
    }

    /** {@return the base of Slack's Web API; Slack's own where it is not said} */
    public @Nullable String getSlackApiUrl() {
        return slackApiUrl;
    }

    /** Sets the base of Slack's Web API, for GovSlack or a rehearsal. */
    @DataBoundSetter
    public void setSlackApiUrl(@Nullable String slackApiUrl) {
        this.slackApiUrl = said(slackApiUrl);
    }

    /** {@return id of the credentials with the bot token} */
    public @Nullable String getSlackBotTokenId() {
        return slackBotTokenId;
    }

    /** Sets the id of the credentials with the bot token. */
    @DataBoundSetter
    public void setSlackBotTokenId(@Nullable String slackBotTokenId) {
        this.slackBotTokenId = said(slackBotTokenId);
    }

    /** {@return id of the credentials with the app-level token} */
    public @Nullable String getSlackAppTokenId() {
        return slackAppTokenId;
    }

    /** Sets the id of the credentials with the app-level token: Slack then reaches the gate by a socket. */
    @DataBoundSetter
    public void setSlackAppTokenId(@Nullable String slackAppTokenId) {
        this.slackAppTokenId = said(slackAppTokenId);
    }

    /** {@return id of the credentials with the signing secret} */
    public @Nullable String getSlackSigningSecretId() {
        return slackSigningSecretId;
    }

    /** Sets the id of the credentials with the signing secret: Slack then calls this controller. */
    @DataBoundSetter
    public void setSlackSigningSecretId(@Nullable String slackSigningSecretId) {
        this.slackSigningSecretId = said(slackSigningSecretId);
    }
}
