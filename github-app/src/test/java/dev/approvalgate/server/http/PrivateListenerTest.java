package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The listener that asks nobody who they are, on whatever network it is. */
class PrivateListenerTest {

    private static final URI PUBLIC_URL = URI.create("https://gate.example.com");

    /** An address of this machine that is not loopback, where it has one: the answers are the same. */
    private static InetAddress own() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst()
                .orElse(InetAddress.getLoopbackAddress());
    }

    private static String ask(HttpListener listener, InetAddress where, String host) throws IOException {
        try (var socket = new Socket(where, listener.port())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void threat35_noPageReachesItUnderANameOfItsOwnOnAnyAddress() throws IOException {
        try (HttpListener listener = HttpListener.bindPrivate("admin", "0.0.0.0", 0)) {
            listener.start(PUBLIC_URL, Map.of(), new Drain(), HttpObserver.NONE);
            InetAddress where = own();
            for (String name : List.of("rebound.example", "rebound.example:" + listener.port(), "localhost.example")) {
                assertThat(ask(listener, where, name)).as(name).startsWith("HTTP/1.1 400");
            }
            for (String name : List.of("192.0.2.1:9464", "LOCALHOST", "[2001:db8::1]:9464")) {
                assertThat(ask(listener, where, name)).as(name).startsWith("HTTP/1.1 404");
            }
        }
    }

    @Test
    void itAnswersUnderTheNameThatItWasConfiguredWith() throws IOException {
        InetAddress here = InetAddress.getLocalHost();
        String name = here.getHostName();
        try (HttpListener listener = HttpListener.bindPrivate("admin", name, 0)) {
            listener.start(PUBLIC_URL, Map.of(), new Drain(), HttpObserver.NONE);
            assertThat(ask(listener, here, name.toUpperCase(Locale.ROOT))).startsWith("HTTP/1.1 404");
            assertThat(ask(listener, here, "rebound.example")).startsWith("HTTP/1.1 400");
        }
    }
}
