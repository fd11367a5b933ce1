package io.jenkins.plugins.approvalgate.settings;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Secret;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;

/** Secrets that lie with the controller's credentials. */
public final class SecretTexts {

    private SecretTexts() {}

    /**
     * {@return the secret of some credentials}
     *
     * @throws GateException with {@code configuration_invalid} where there are none of that id and kind
     */
    static Secret of(String id) {
        StringCredentials found = CredentialsMatchers.firstOrNull(
                CredentialsProvider.lookupCredentialsInItemGroup(
                        StringCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of()),
                CredentialsMatchers.withId(id));
        if (found == null) {
            throw Settings.invalid("there are no credentials of the kind 'Secret text' with the id " + id);
        }
        return Secret.of(found.getSecret().getPlainText());
    }

    /** {@return the ids to choose from; only the one that is set for whoever may not administer Jenkins} */
    public static ListBoxModel choices(@Nullable String current) {
        var choices = new StandardListBoxModel();
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return choices.includeCurrentValue(String.valueOf(current));
        }
        return choices.includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2, Jenkins.get(), StringCredentials.class, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(current == null ? "" : current);
    }
}
