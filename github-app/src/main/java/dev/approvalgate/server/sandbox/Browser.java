package dev.approvalgate.server.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens a page in the person's browser, where there is a desktop. */
final class Browser {

    private Browser() {}

    /** Tries; the page's address is printed in any case, so failing is no error. */
    static void open(URI page, Map<String, String> environment) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean desktop = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        List<String> command;
        if (system.contains("mac")) {
            command = List.of("open", page.toString());
        } else if (system.contains("windows")) {
            command = List.of("rundll32", "url.dll,FileProtocolHandler", page.toString());
        } else if (desktop) {
            command = List.of("xdg-open", page.toString());
        } else {
            return;
        }
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // No such program: the person opens the page by hand.
            return;
        }
    }
}
