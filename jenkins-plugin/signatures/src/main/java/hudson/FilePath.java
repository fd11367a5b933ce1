package hudson;

import java.io.File;
import java.io.Serializable;

/** What the plugin uses of {@code hudson.FilePath}. */
public final class FilePath implements Serializable {

    public FilePath(File localPath) {
        throw new UnsupportedOperationException();
    }

    public boolean isRemote() {
        throw new UnsupportedOperationException();
    }
}
