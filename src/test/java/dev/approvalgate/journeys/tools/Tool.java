package dev.approvalgate.journeys.tools;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that some tests need and that not every machine has. */
public enum Tool {
    /** Node.js. */
    NODE("node", "nodejs"),
    /** Node.js with the packages of {@code src/test/node}, installed on first use. */
    PACKAGES("npm", "npm"),
    /** A Chromium that speaks its debugging protocol. */
    CHROMIUM("chromium", "chromium-browser"),
    /** The shell that GitHub runs steps with. */
    BASH("bash", "bash"),
    /** curl. */
    CURL("curl", "curl"),
    /** Git. */
    GIT("git", "git"),
    /** jq. */
    JQ("jq", "jq"),
    /** HAProxy 2.5 or newer. */
    HAPROXY("haproxy", "haproxy"),
    /** nginx with its module for sub-requests. */
    NGINX("nginx", "nginx"),
    /** Apache with mod_auth_openidc. */
    APACHE("apache2", "httpd"),
    /** nginx with its modules for streams and njs. */
    NGINX_STREAM("nginx", "nginx"),
    /** socat. */
    SOCAT("socat", "socat"),
    /** openssl. */
    OPENSSL("openssl", "openssl"),
    /** PostgreSQL's client, and its server where Debian puts it. */
    POSTGRESQL("psql", "psql");

    private static final Path STREAM_JS = Path.of("/usr/lib/nginx/modules/ngx_stream_js_module.so");
    private static final Path SERVERS = Path.of("/usr/lib/postgresql");
    private static final Path AUTH_OPENIDC = Path.of("/usr/lib/apache2/modules/mod_auth_openidc.so");
    /** Where programs for the administrator are, which are not on everybody's path. */
    private static final String SYSTEM = "/usr/sbin";

    private final String name;
    private final String otherName;

    Tool(String name, String otherName) {
        this.name = name;
        this.otherName = otherName;
    }

    /** {@return why the tool cannot be used; empty where it can} */
    Optional<String> missing() {
        if (this == APACHE && !Files.exists(AUTH_OPENIDC)) {
            return Optional.of("no " + AUTH_OPENIDC);
        }
        if (this == NGINX_STREAM && !Files.exists(STREAM_JS)) {
            return Optional.of("no " + STREAM_JS);
        }
        if (this == POSTGRESQL && !Files.exists(SERVERS)) {
            return Optional.of("no " + SERVERS);
        }
        if (program().isEmpty()) {
            return Optional.of("no " + name + " on the PATH");
        }
        return this == PACKAGES ? NODE.missing().or(NodePackages::problem) : Optional.empty();
    }

    /** {@return the program's file; empty where it is not on the PATH} */
    public Optional<Path> program() {
        return Stream.of(name, otherName).flatMap(Tool::onPath).findFirst();
    }

    private static Stream<Path> onPath(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + SYSTEM;
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }
}
