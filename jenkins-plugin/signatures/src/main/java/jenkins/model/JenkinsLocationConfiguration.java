package jenkins.model;

/** What the plugin uses of {@code jenkins.model.JenkinsLocationConfiguration}. */
public class JenkinsLocationConfiguration extends GlobalConfiguration {

    public JenkinsLocationConfiguration() {
        throw new UnsupportedOperationException();
    }
}
