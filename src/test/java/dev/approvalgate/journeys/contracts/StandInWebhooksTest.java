package dev.approvalgate.journeys.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.journeys.tools.Needs;
import dev.approvalgate.journeys.tools.Tool;
import dev.approvalgate.server.sandbox.github.Account;
import dev.approvalgate.server.sandbox.github.FileEdit;
import dev.approvalgate.server.sandbox.github.GitHubStandIn;
import dev.approvalgate.server.sandbox.github.PayloadStyle;
import dev.approvalgate.server.sandbox.github.Repo;
import dev.approvalgate.server.sandbox.github.Run;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What the stand-in sends is what GitHub's published schema says GitHub sends: else the journeys would prove nothing. */
@Needs(Tool.PACKAGES)
class StandInWebhooksTest {

    @Test
    void webhooksOfTheStandInFollowThePublishedSchema() {
        try (GitHubStandIn github = GitHubStandIn.start(Clock.systemUTC())) {
            Account author = github.user(1001, "author");
            Repo repo = github.repository("acme/payments", 4242, true);
            String sha = repo.commit(author, "Pay faster", FileEdit.put("pay.txt", "fast"))
                    .sha();
            // A deployment of null is seen in the field, though the schema knows no such thing.
            for (boolean shaAndRef : new boolean[] {true, false}) {
                github.payloadStyle(new PayloadStyle(shaAndRef, true));
                Run run = github.startRun(repo, ".github/workflows/deploy.yml", sha, author);
                run.job("deploy", "production");
                run.cancel();
            }

            JsonNode problems = WebhookSchemas.problems(github.deliveries());

            assertThat(github.deliveries()).hasSize(6);
            assertThat(problems).as(problems.toPrettyString()).isEmpty();
        }
    }
}
