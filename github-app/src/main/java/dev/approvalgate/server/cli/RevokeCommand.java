package dev.approvalgate.server.cli;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a right back at a running server, when nobody who may can click. */
@Command(
        name = "revoke",
        description = {
            "Ends a deploy token, or takes a whole approval back, at a running server. It is recorded as an operator's,"
                    + " with the reason.",
            "A token is named by its jti; the token itself is never needed."
        })
final class RevokeCommand implements Callable<Integer> {

    @Mixin
    private Common common = new Common();

    @Mixin
    private ServerOption server = new ServerOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "JTI", description = "The token's id, its claim jti.")
    private @Nullable String token;

    @Option(
            names = "--request",
            paramLabel = "ID",
            description = "Take the approval of this request back instead: all its tokens die, and no other is minted.")
    private @Nullable String request;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why. The ledger keeps it.")
    private String reason = "";

    @Override
    public Integer call() {
        URI base = server.base();
        if (base == null) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "only a running server can do that; give the address of its admin listener with --server");
        }
        boolean whole = request != null;
        String id = whole ? request : token;
        if (id == null || (whole && token != null)) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "give either a token's id or --request");
        }
        int died = new AdminClient(base, common::progress).revoke(whole ? "request" : "token", id, reason);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(whole ? "request" : "token", id);
        members.put("tokens", died);
        common.answer(
                whole ? "The approval is revoked; " + died + " live tokens died." : "The token is revoked.", members);
        return 0;
    }
}
