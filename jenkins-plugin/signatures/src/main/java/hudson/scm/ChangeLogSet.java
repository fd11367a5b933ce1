package hudson.scm;

import hudson.model.Run;
import hudson.model.User;
import java.util.Collection;

/** What the plugin uses of {@code hudson.scm.ChangeLogSet}. */
public abstract class ChangeLogSet<T extends ChangeLogSet.Entry> implements Iterable<T> {

    protected ChangeLogSet(Run<?, ?> run, RepositoryBrowser<?> browser) {
        throw new UnsupportedOperationException();
    }

    public abstract static class Entry {

        public Entry() {
            throw new UnsupportedOperationException();
        }

        public String getCommitId() {
            throw new UnsupportedOperationException();
        }

        public abstract String getMsg();

        public abstract User getAuthor();

        public abstract Collection<String> getAffectedPaths();
    }
}
