package dev.approvalgate.server.http;

import dev.approvalgate.gate.token.TokenDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code POST /oauth2/revoke} (RFC 7009). Whoever has a token may end it. The answer is the same whether it was a token that lived or
 * anything else, so that nobody learns from it.
 */
public final class RevokeEndpoint extends OAuthEndpoint {

    /** Where tokens are given back. */
    public static final String PATH = "/oauth2/revoke";

    private final transient TokenDesk desk;

    /** Takes tokens back. */
    public RevokeEndpoint(TokenDesk desk) {
        super("Bearer realm=\"approval-gate\"");
        this.desk = desk;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // token_type_hint may be there; there is one type only.
        desk.giveBack(token(Bodies.form(Bodies.bytes(request, Bodies.FORM)), "token"));
        Answers.json(response, 200, "{}");
    }
}
