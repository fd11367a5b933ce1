package dev.approvalgate.server.setup;

import dev.approvalgate.adapter.github.GitHubManifest.NewApp;
import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.server.OwnerOnly;
import java.io.IOException;

/** Keeps what GitHub handed out, in files that only their owner may read. */
final class SetupFiles {

    private SetupFiles() {}

    static void write(SetupPlan plan, NewApp app) throws IOException {
        OwnerOnly.write(plan.dir().resolve(SetupPlan.KEY), app.privateKey().reveal());
        Secret secret = app.webhookSecret();
        if (secret != null) {
            OwnerOnly.write(plan.dir().resolve(SetupPlan.SECRET), secret.reveal());
        }
        OwnerOnly.write(
                plan.dir().resolve(SetupPlan.CLIENT_SECRET), app.clientSecret().reveal());
        OwnerOnly.write(plan.dir().resolve(SetupPlan.SETTINGS), settings(plan, app));
    }

    private static String settings(SetupPlan plan, NewApp app) {
        String slack = plan.pull()
                ? "  mode: socket\n  app_token: { env: SLACK_APP_TOKEN }\n"
                : "  mode: http\n  signing_secrets: { env: SLACK_SIGNING_SECRET }\n";
        return "# Approval Gate. GATE_KEY comes from the environment: openssl rand -base64 32\n"
                + "public_url: " + plan.publicUrl() + "\n"
                + "listen: 127.0.0.1:8080\n"
                + "store: gate.db\n"
                + "policy: policy.yaml\n"
                + "github:\n"
                + "  app_id: " + app.appId() + "\n"
                + "  private_key: { file: " + SetupPlan.KEY + " }\n"
                + (app.webhookSecret() == null ? "" : "  webhook_secrets: { file: " + SetupPlan.SECRET + " }\n")
                + "  client_id: " + app.clientId() + "\n"
                + "  client_secret: { file: " + SetupPlan.CLIENT_SECRET + " }\n"
                + "  mode: " + (plan.pull() ? "pull" : "webhook") + "\n"
                + "  api_url: " + plan.github().api() + "\n"
                + "  web_url: " + plan.github().web() + "\n"
                + (plan.github().issuer() == null
                        ? ""
                        : "  oidc_issuer: " + plan.github().issuer() + "\n")
                + "slack:\n"
                + "  team: T0000000000 # write yours; \"gate doctor\" tells it once the token is there\n"
                + "  workspace_url: https://your-workspace.slack.com # write yours\n"
                + "  bot_token: { env: SLACK_BOT_TOKEN }\n"
                + slack;
    }
}
