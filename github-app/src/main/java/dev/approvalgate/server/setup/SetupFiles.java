package dev.approvalgate.server.setup;

import dev.approvalgate.adapter.github.GitHubManifest.NewApp;
import dev.approvalgate.domain.approval.Secret;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps what GitHub handed out, in files that only their owner may read. */
final class SetupFiles {

    private SetupFiles() {}

    static void write(SetupPlan plan, NewApp app) throws IOException {
        ownerOnly(plan.dir().resolve(SetupPlan.KEY), app.privateKey().reveal());
        Secret secret = app.webhookSecret();
        if (secret != null) {
            ownerOnly(plan.dir().resolve(SetupPlan.SECRET), secret.reveal());
        }
        ownerOnly(plan.dir().resolve(SetupPlan.SETTINGS), settings(plan, app));
    }

    private static void ownerOnly(Path file, String text) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, text);
    }

    private static String settings(SetupPlan plan, NewApp app) {
        String slack = plan.pull()
                ? "  mode: socket\n  app_token: { env: SLACK_APP_TOKEN }\n"
                : "  mode: http\n  signing_secrets: { env: SLACK_SIGNING_SECRET }\n";
        return "# Approval Gate. GATE_KEY comes from the environment: openssl rand -base64 32\n"
                + "public_url: " + plan.base() + "\n"
                + "listen: 127.0.0.1:8080\n"
                + "store: gate.db\n"
                + "policy: policy.yaml\n"
                + "github:\n"
                + "  app_id: " + app.appId() + "\n"
                + "  private_key: { file: " + SetupPlan.KEY + " }\n"
                + (app.webhookSecret() == null ? "" : "  webhook_secrets: { file: " + SetupPlan.SECRET + " }\n")
                + "  mode: " + (plan.pull() ? "pull" : "webhook") + "\n"
                + "  api_url: " + plan.api() + "\n"
                + "  web_url: " + plan.web() + "\n"
                + "slack:\n"
                + "  team: T0000000000 # \"gate doctor\" tells yours\n"
                + "  workspace_url: https://YOUR-WORKSPACE.slack.com\n"
                + "  bot_token: { env: SLACK_BOT_TOKEN }\n"
                + slack;
    }
}
