package dev.approvalgate.adapter.config;

import dev.approvalgate.adapter.config.GateSettings.Listen;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How listeners are written: {@code host:port}, {@code [IPv6]:port}, or a port on this machine's own address. */
final class Listeners {

    private static final Pattern WHOLE = Pattern.compile(
            "(?:(?:(?<host>[A-Za-z0-9.-]{1,253})|\\[(?<six>[0-9A-Fa-f:.]{2,45})]):)?(?<port>[0-9]{1,5})");
    private static final int LAST_PORT = 65_535;
    private static final String LOOPBACK = "127.0.0.1";

    private Listeners() {}

    static Listen onLoopback(int port) {
        return new Listen(LOOPBACK, port);
    }

    static Optional<Listen> read(Value value) {
        return value.textOrNumber(WHOLE, "host:port such as 0.0.0.0:8080, or a port")
                .flatMap(text -> {
                    Matcher parts = WHOLE.matcher(text);
                    if (!parts.matches() || Integer.parseInt(parts.group("port")) > LAST_PORT) {
                        return value.refuse("has a port above " + LAST_PORT, "choose a port up to " + LAST_PORT);
                    }
                    String six = parts.group("six");
                    String host = parts.group("host");
                    String where = six != null ? six : host != null ? host : LOOPBACK;
                    return Optional.of(new Listen(where, Integer.parseInt(parts.group("port"))));
                });
    }
}
