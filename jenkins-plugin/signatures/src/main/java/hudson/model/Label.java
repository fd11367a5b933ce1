package hudson.model;

/** What the plugin uses of {@code hudson.model.Label}. */
public abstract class Label extends Actionable implements Comparable<Label> {

    protected Label(String name) {
        throw new UnsupportedOperationException();
    }

    public final String getName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final int compareTo(Label that) {
        throw new UnsupportedOperationException();
    }
}
