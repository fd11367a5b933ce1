package io.jenkins.plugins.approvalgate;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.approvalgate.settings.SecretTexts;
import io.jenkins.plugins.approvalgate.settings.Settings;
import io.jenkins.plugins.approvalgate.settings.SettingsAuthor;
import io.jenkins.plugins.approvalgate.settings.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The settings of the gate: {@code unclassified: approvalGate:} in configuration as code. Secrets lie with the controller's credentials;
 * here are their ids.
 */
@Extension
@Symbol("approvalGate")
public final class ApprovalGateConfiguration extends GlobalConfiguration {

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
    public synchronized boolean configure(StaplerRequest2 request, JSONObject json) {
        try (var change = new BulkChange(this)) {
            request.bindJSON(this, json);
            change.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("the settings of the gate could not be saved", e);
        }
        return true;
    }

    /** Saves, and has a gate that runs start anew. */
    @Override
    public synchronized void save() {
        super.save();
        if (!BulkChange.contains(this)) {
            GateService.get().settingsChanged(SettingsAuthor.current());
        }
    }

    /** {@return the settings as they are now} */
    Settings settings() {
        return new Settings(
                policyFile,
                serverUrl,
                new Settings.Slack(
                        slackTeam,
                        slackApp,
                        slackWorkspaceUrl,
                        slackApiUrl,
                        slackBotTokenId,
                        slackAppTokenId,
                        slackSigningSecretId));
    }

    /** Tries settings out that are not saved yet. */
    @POST
    public FormValidation doTest(
            @QueryParameter String policyFile,
            @QueryParameter String serverUrl,
            @QueryParameter String slackTeam,
            @QueryParameter String slackWorkspaceUrl,
            @QueryParameter String slackApiUrl,
            @QueryParameter String slackBotTokenId,
            @QueryParameter String slackAppTokenId,
            @QueryParameter String slackSigningSecretId) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return Trial.of(new Settings(
                said(policyFile),
                said(serverUrl),
                new Settings.Slack(
                        said(slackTeam),
                        null,
                        said(slackWorkspaceUrl),
                        said(slackApiUrl),
                        said(slackBotTokenId),
                        said(slackAppTokenId),
                        said(slackSigningSecretId))));
    }

    /** {@return credentials to choose from} */
    @POST
    public ListBoxModel doFillSlackBotTokenIdItems() {
        return SecretTexts.choices(slackBotTokenId);
    }

    /** {@return credentials to choose from} */
    @POST
    public ListBoxModel doFillSlackAppTokenIdItems() {
        return SecretTexts.choices(slackAppTokenId);
    }

    /** {@return credentials to choose from} */
    @POST
    public ListBoxModel doFillSlackSigningSecretIdItems() {
        return SecretTexts.choices(slackSigningSecretId);
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
