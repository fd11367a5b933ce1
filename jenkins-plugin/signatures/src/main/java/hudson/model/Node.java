package hudson.model;

import hudson.security.AccessControlled;

/** What the plugin uses of {@code hudson.model.Node}. */
public abstract class Node implements ModelObject, Describable<Node>, AccessControlled, Saveable {

    public Node() {
        throw new UnsupportedOperationException();
    }
}
