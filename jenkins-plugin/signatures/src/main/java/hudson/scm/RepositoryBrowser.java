package hudson.scm;

import hudson.model.Describable;
import java.io.Serializable;

/** What the plugin uses of {@code hudson.scm.RepositoryBrowser}. */
public abstract class RepositoryBrowser<E extends ChangeLogSet.Entry>
        implements Describable<RepositoryBrowser<?>>, Serializable {

    public RepositoryBrowser() {
        throw new UnsupportedOperationException();
    }
}
