package dev.approvalgate.server.http;

import dev.approvalgate.gate.Operators;
import dev.approvalgate.gate.port.Ledger;
import dev.approvalgate.server.policy.PolicyDesk;
import jakarta.servlet.http.HttpServlet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Everything that the admin listener serves. It asks nobody who they are: it belongs on a loopback or management network only.
 *
 * @param scrape what is counted
 * @param ledger what is verified
 * @param export writes the ledger
 * @param desk answers questions about policies
 * @param operators takes rights back
 */
public record AdminEndpoints(
        Supplier<String> scrape, Ledger ledger, LedgerWriter export, PolicyDesk desk, Operators operators) {

    /** {@return the servlets by path} */
    public Map<String, HttpServlet> servlets() {
        Map<String, HttpServlet> servlets = new LinkedHashMap<>();
        servlets.put("/metrics", new MetricsEndpoint(scrape));
        servlets.put("/ledger/verify", new LedgerVerifyEndpoint(ledger));
        servlets.put("/ledger/export", new LedgerExportEndpoint(export));
        servlets.put(ExplainEndpoint.PATH + "*", new ExplainEndpoint(desk));
        servlets.put(ReplayEndpoint.PATH, new ReplayEndpoint(desk));
        servlets.put(RevocationEndpoint.PATH, new RevocationEndpoint(operators));
        servlets.put(HealthEndpoint.PATH, new HealthEndpoint());
        servlets.put("/", new NotFound());
        return servlets;
    }
}
