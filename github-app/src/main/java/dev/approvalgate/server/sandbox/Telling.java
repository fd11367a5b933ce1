package dev.approvalgate.server.sandbox;

import dev.approvalgate.adapter.store.SqliteReader;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.gate.port.Ledger.Verification;
import dev.approvalgate.server.sandbox.page.StoryEntry;
import dev.approvalgate.server.sandbox.play.Sandbox;
import dev.approvalgate.server.sandbox.slack.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells on the console what is where, and what happens; as JSON, one object a line. */
final class Telling {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintWriter out;
    private final boolean json;

    Telling(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void places(Sandbox sandbox) {
        if (json) {
            out.println(Json.write(Json.object()
                    .put("page", sandbox.slack().base() + "/")
                    .put("gate", sandbox.gateUrl().toString())
                    .put("admin", sandbox.adminUrl().toString())
                    .put("github", sandbox.github().base().toString())
                    .put("folder", sandbox.installation().folder().toString())));
        } else {
            out.printf(
                    """

                    Open this page: Slack as your reviewers would see it, with you in it
                        %s/

                    The gate itself      %s
                    Its admin listener   %s (metrics, ledger, questions about policies)
                    GitHub's stand-in    %s
                    Its files            %s (gate.yaml, policy.yaml, the ledger)

                    Ask it from another terminal, about a request (its id ends its message) or a draft of the policy:
                        ./gate policy explain REQUEST --server %s
                        ./gate policy replay %s --server %s

                    What happens (Ctrl-C ends it):
                    """,
                    sandbox.slack().base(),
                    sandbox.gateUrl(),
                    sandbox.adminUrl(),
                    sandbox.github().base(),
                    sandbox.installation().folder(),
                    sandbox.adminUrl(),
                    sandbox.installation().folder().resolve("policy.yaml"),
                    sandbox.adminUrl());
        }
        out.flush();
    }

    void entry(StoryEntry entry) {
        String detail = entry.detail().replaceAll("\\s+", " ").strip();
        if (json) {
            out.println(Json.write(Json.object()
                    .put("at", entry.time().toString())
                    .put("state", entry.state().name().toLowerCase(Locale.ROOT))
                    .put("title", entry.title())
                    .put("detail", detail)));
        } else {
            out.printf("  %s  %s%s%n", TIME.format(entry.time()), entry.title(), detail.isEmpty() ? "" : ": " + detail);
        }
        out.flush();
    }

    /** Checks the ledger, which nobody writes any more. */
    void ledger(Path store) {
        String found;
        boolean holds = false;
        try (SqliteReader reader = SqliteReader.open(store)) {
            Verification verification = reader.ledger().verify();
            holds = verification.holds();
            found = holds
                    ? verification.records() + " records, all linked and unchanged"
                    : String.join("; ", verification.problems());
        } catch (GateException e) {
            found = String.valueOf(e.getMessage());
        }
        if (json) {
            out.println(Json.write(Json.object().put("ledger", holds).put("observed", found)));
        } else {
            out.printf("%n  The ledger: %s%n", found);
        }
        out.flush();
    }
}
