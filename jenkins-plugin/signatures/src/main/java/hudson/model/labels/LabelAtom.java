package hudson.model.labels;

import hudson.model.Label;
import hudson.model.Saveable;
import java.io.IOException;

/** What the plugin uses of {@code hudson.model.labels.LabelAtom}. */
public class LabelAtom extends Label implements Saveable {

    public LabelAtom(String name) {
        super((String) null);
        throw new UnsupportedOperationException();
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }
}
