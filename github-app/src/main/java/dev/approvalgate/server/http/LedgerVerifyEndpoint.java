package dev.approvalgate.server.http;

import dev.approvalgate.gate.port.Ledger;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET /ledger/verify}: checks every record, and says what is wrong. 200 where the ledger holds, 409 where it does not. */
final class LedgerVerifyEndpoint extends Endpoint {

    private final transient Ledger ledger;

    LedgerVerifyEndpoint(Ledger ledger) {
        super("GET");
        this.ledger = ledger;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Ledger.Verification found = ledger.verify();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("holds", found.holds());
        members.put("records", found.records());
        members.put("streams", found.streams());
        members.put("values", found.values());
        members.put("erased", found.erased());
        members.put("problems", found.problems());
        Answers.json(response, found.holds() ? 200 : 409, Json.write(members));
    }
}
