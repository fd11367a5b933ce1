package dev.approvalgate.journeys.targets;

import dev.approvalgate.journeys.tools.Daemon;
import dev.approvalgate.journeys.tools.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the proxies of the recipes. */
final class Proxies {

    private static final String APACHE_MODULES = "/usr/lib/apache2/modules/";

    private Proxies() {}

    static Daemon haproxy(Path config, int port) {
        return Daemon.start(List.of(program(Tool.HAPROXY), "-db", "-f", config.toString()), config.getParent(), port);
    }

    static Daemon nginx(Path config, int port) {
        return Daemon.start(
                List.of(
                        program(Tool.NGINX),
                        "-p",
                        config.getParent().toString(),
                        "-c",
                        config.toString(),
                        "-g",
                        "daemon off;"),
                config.getParent(),
                port);
    }

    static Daemon apache(Path config, int port) {
        return Daemon.start(
                List.of(program(Tool.APACHE), "-D", "FOREGROUND", "-f", config.toString()), config.getParent(), port);
    }

    private static String program(Tool tool) {
        return tool.program().orElseThrow().toString();
    }

    /** {@return what stands before a virtual host in Apache's own configuration} */
    static String apacheHead(Path folder, int port) {
        String modules = Stream.of(
                        "mpm_event",
                        "authn_core",
                        "authz_core",
                        "authz_user",
                        "headers",
                        "proxy",
                        "proxy_http",
                        "auth_openidc")
                .map(module -> "LoadModule %s_module %smod_%s.so%n".formatted(module, APACHE_MODULES, module))
                .collect(Collectors.joining());
        String user = "root".equals(System.getProperty("user.name")) ? "User www-data\nGroup www-data\n" : "";
        return """
                ServerRoot %s
                ServerName 127.0.0.1
                Listen 127.0.0.1:%d
                PidFile %s/apache.pid
                ErrorLog %s/error.log
                %s%s""".formatted(folder, port, folder, folder, modules, user);
    }
}
