package dev.approvalgate.server.cli;

import dev.approvalgate.server.setup.SetupPage;
import dev.approvalgate.server.setup.SetupPlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Leads through making the GitHub App and the Slack app. */
@Command(
        name = "setup",
        description =
                "Serves a page on this machine that makes the GitHub App with the right permissions, keeps what GitHub hands"
                        + " out in files that only you may read, and shows the manifest for Slack. Ends by itself afterwards.")
final class SetupCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private final Context context;

    @Mixin
    private Common common = new Common();

    @Option(
            names = "--public-url",
            required = true,
            paramLabel = "URL",
            description = "Where the gate will be reached: https, without a path.")
    private URI publicUrl = URI.create("http://localhost");

    @Option(
            names = "--pull",
            description =
                    "GitHub and Slack cannot reach that address: read deliveries from GitHub, keep a socket to Slack.")
    private boolean pull;

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "Who will own the GitHub App; you, where left out.")
    private @Nullable String organization;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "Approval Gate",
            description = "The GitHub App's name, unique on GitHub; ${DEFAULT-VALUE} where left out.")
    private String name = "Approval Gate";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where files are written; here where left out.")
    private Path dir = Path.of(".");

    @Option(
            names = "--github-web",
            paramLabel = "URL",
            defaultValue = "https://github.com",
            description = "GitHub's pages; for GitHub Enterprise.")
    private URI web = URI.create("https://github.com");

    @Option(
            names = "--github-api",
            paramLabel = "URL",
            defaultValue = "https://api.github.com",
            description = "GitHub's API; for GitHub Enterprise.")
    private URI api = URI.create("https://api.github.com");

    @Option(
            names = "--github-issuer",
            paramLabel = "URL",
            description = "Who issues the identity tokens of GitHub's jobs, where the API's address does not tell.")
    private @Nullable URI issuer;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of the page; any free one where left out.")
    private int port;

    SetupCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var plan = new SetupPlan(name, organization, publicUrl, pull, new SetupPlan.GitHub(web, api, issuer), dir);
        plan.requireFreshFiles();
        try (SetupPage page = SetupPage.start(plan, port, context.clock())) {
            common.progress("Open " + page.address() + " in a browser on this machine and give it the code "
                    + page.code() + ". It waits for an hour.");
            boolean done = page.await(PATIENCE);
            if (done) {
                common.answer("Done. Next: " + SetupPlan.NEXT, Map.of("ok", true, "dir", dir.toString()));
                return 0;
            }
        }
        common.answer("Nothing was set up: nobody finished the page in time.", Map.of("ok", false));
        return Failures.FAILED;
    }
}
