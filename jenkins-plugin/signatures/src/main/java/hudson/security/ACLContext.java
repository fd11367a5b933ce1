package hudson.security;

import org.springframework.security.core.context.SecurityContext;

/** What the plugin uses of {@code hudson.security.ACLContext}. */
public class ACLContext implements AutoCloseable {

    ACLContext(SecurityContext previousContext) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
