package dev.approvalgate.journeys.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** Bytes on a connection, for what no HTTP client would send. */
public final class Wire implements AutoCloseable {

    private final Socket socket;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    /** Connects. */
    public static Wire open(URI server) throws IOException {
        return new Wire(new Socket(server.getHost(), server.getPort()));
    }

    /** Sends text and reads all that comes until the other side closes. */
    public static String exchange(URI server, String text) throws IOException {
        try (Wire wire = open(server)) {
            return wire.send(text).answer(Duration.ofSeconds(15));
        }
    }

    /** Sends text; the other side may have closed already. */
    public Wire send(String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (SocketException closed) {
            return this;
        }
        return this;
    }

    /**
     * {@return what comes until the other side closes; a reset counts as a close}
     *
     * @throws AssertionError where it stays open for longer
     */
    public String answer(Duration patience) throws IOException {
        var answer = new StringBuilder();
        byte[] buffer = new byte[8192];
        socket.setSoTimeout((int) patience.toMillis());
        try {
            for (int read; (read = socket.getInputStream().read(buffer)) >= 0; ) {
                answer.append(new String(buffer, 0, read, ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after " + patience + "; so far: " + answer, e);
        } catch (SocketException reset) {
            return answer.toString();
        } finally {
            socket.close();
        }
        return answer.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
