package dev.approvalgate.server.loopback;

/**
 * One entry of a server's journal.
 *
 * @param method the HTTP method
 * @param path the path as it was sent, without the query
 * @param body the request's body as text
 * @param status the status that was answered; 0 where the connection was closed instead
 */
public record Exchange(String method, String path, String body, int status) {

    /** Whether this was a call of that method to that path. */
    public boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }

    /** Without the body, which may carry secrets. */
    @Override
    public String toString() {
        return method + " " + path + " -> " + status;
    }
}
