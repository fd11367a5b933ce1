package org.jvnet.hudson.reactor;

/** What the plugin uses of {@code org.jvnet.hudson.reactor.ReactorException}. */
public class ReactorException extends Exception {

    ReactorException(Throwable cause) {
        throw new UnsupportedOperationException();
    }
}
