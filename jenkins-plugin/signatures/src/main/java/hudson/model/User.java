package hudson.model;

import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.IOException;

/** What the plugin uses of {@code hudson.model.User}. */
public class User implements ModelObject, AccessControlled, Saveable, Comparable<User> {

    private User() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(User that) {
        throw new UnsupportedOperationException();
    }

    public String getId() {
        throw new UnsupportedOperationException();
    }

    public static User current() {
        throw new UnsupportedOperationException();
    }

    public static User getById(String id, boolean create) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }
}
