package hudson.model;

/** What the plugin uses of {@code hudson.model.AdministrativeMonitor}. */
public abstract class AdministrativeMonitor implements ModelObject {

    protected AdministrativeMonitor() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public abstract boolean isActivated();
}
