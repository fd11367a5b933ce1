package jenkins.management;

/** What the plugin uses of {@code jenkins.management.Badge}. */
public class Badge {

    public Badge(String text, String tooltip, Badge.Severity severity) {
        throw new UnsupportedOperationException();
    }

    public enum Severity {
        INFO;
    }
}
