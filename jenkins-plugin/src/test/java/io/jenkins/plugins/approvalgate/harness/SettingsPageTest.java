package io.jenkins.plugins.approvalgate.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.plugins.approvalgate.ApprovalGateConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The settings on the page of the system's configuration. */
@WithJenkins
class SettingsPageTest {

    @Test
    void savingThePageKeepsEverySetting(JenkinsRule jenkins) throws Exception {
        keep("slack-bot-token");
        keep("slack-app-token");
        keep("slack-signing-secret");
        ApprovalGateConfiguration settings = ApprovalGateConfiguration.get();
        settings.setPolicyFile("approval-gate/policy.yaml");
        settings.setServerUrl("https://gate.example.com");
        settings.setSlackTeam("T0123ABCD");
        settings.setSlackApp("A0123ABCD");
        settings.setSlackWorkspaceUrl("https://example.slack.com");
        settings.setSlackApiUrl("https://slack-gov.com/api/");
        settings.setSlackBotTokenId("slack-bot-token");
        settings.setSlackAppTokenId("slack-app-token");
        settings.setSlackSigningSecretId("slack-signing-secret");
        settings.save();
        String before = asSaved();
        jenkins.configRoundtrip();
        assertThat(asSaved()).isEqualTo(before).contains("slack-signing-secret");
    }

    @Test
    void savingThePageMakesNoSettingUp(JenkinsRule jenkins) throws Exception {
        String before = asSaved();
        jenkins.configRoundtrip();
        assertThat(asSaved()).isEqualTo(before);
    }

    private static void keep(String id) throws Exception {
        SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
        provider.getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, id, id, Secret.fromString("not real")));
        provider.save();
    }

    private static String asSaved() {
        return Jenkins.XSTREAM2.toXML(ApprovalGateConfiguration.get());
    }
}
