package hudson.model;

import java.util.List;

/** What the plugin uses of {@code hudson.model.Cause}. */
public abstract class Cause {

    public Cause() {
        throw new UnsupportedOperationException();
    }

    public static class UpstreamCause extends Cause {

        public UpstreamCause(Run<?, ?> up) {
            throw new UnsupportedOperationException();
        }

        public List<Cause> getUpstreamCauses() {
            throw new UnsupportedOperationException();
        }
    }

    public static class UserIdCause extends Cause {

        public UserIdCause() {
            throw new UnsupportedOperationException();
        }

        public String getUserId() {
            throw new UnsupportedOperationException();
        }

        public String getUserName() {
            throw new UnsupportedOperationException();
        }
    }

    public static class RemoteCause extends Cause {

        public RemoteCause(String host, String note) {
            throw new UnsupportedOperationException();
        }
    }
}
