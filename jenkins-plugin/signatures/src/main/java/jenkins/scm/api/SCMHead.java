package jenkins.scm.api;

import hudson.model.Item;
import java.io.Serializable;

/** What the plugin uses of {@code jenkins.scm.api.SCMHead}. */
public class SCMHead implements Comparable<SCMHead>, Serializable {

    public SCMHead(String name) {
        throw new UnsupportedOperationException();
    }

    public String getName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(SCMHead o) {
        throw new UnsupportedOperationException();
    }

    public abstract static class HeadByItem {

        public HeadByItem() {
            throw new UnsupportedOperationException();
        }

        public static SCMHead findHead(Item item) {
            throw new UnsupportedOperationException();
        }
    }
}
