package hudson.slaves;

/** What the plugin uses of {@code hudson.slaves.WorkspaceList}. */
public final class WorkspaceList {

    public WorkspaceList() {
        throw new UnsupportedOperationException();
    }
}
