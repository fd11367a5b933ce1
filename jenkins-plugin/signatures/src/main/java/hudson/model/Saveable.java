package hudson.model;

import java.io.IOException;

/** What the plugin uses of {@code hudson.model.Saveable}. */
public interface Saveable {

    void save() throws IOException;
}
