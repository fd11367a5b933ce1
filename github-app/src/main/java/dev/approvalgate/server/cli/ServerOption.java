package dev.approvalgate.server.cli;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether a running server is asked instead of the store beside it. */
final class ServerOption {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "Ask the server whose admin listener is there, such as http://127.0.0.1:9464, instead of reading"
                            + " its store: it reads the groups of GitHub and Slack too.")
    private @Nullable URI server;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /**
     * {@return the server's admin address, without a slash at its end; {@code null} where the store is to be read}
     *
     * @param others options that say where to read instead
     * @throws ParameterException where one of those is given too, or the address is none
     */
    @Nullable
    URI base(String... others) {
        if (server == null) {
            return null;
        }
        for (String other : others) {
            if (line().getParseResult().hasMatchedOption(other)) {
                throw new ParameterException(line(), "the server has its own policy and store; leave out " + other);
            }
        }
        boolean web = Set.of("http", "https").contains(String.valueOf(server.getScheme()));
        if (!web || server.getHost() == null || !hasOnlyPlace(server)) {
            throw new ParameterException(
                    line(),
                    "--server takes the admin listener's address alone, such as http://127.0.0.1:9464; serve prints it");
        }
        return URI.create(server.getScheme() + "://" + server.getRawAuthority());
    }

    private static boolean hasOnlyPlace(URI uri) {
        return uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && Set.of("", "/").contains(uri.getRawPath());
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("the command was not parsed");
        }
        return spec.commandLine();
    }
}
