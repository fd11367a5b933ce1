package dev.approvalgate.server.web;

import dev.approvalgate.gate.link.LinkSession;
import dev.approvalgate.gate.link.LinkTickets;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Binds an attempt to link accounts to one browser. Scripts cannot read the cookie, other sites' forms do not send it, and no other host
 * can set it; it comes along with the navigation back from GitHub. Over http, which is loopback, browsers want another name.
 */
final class LinkCookie {

    private final boolean https;

    LinkCookie(URI publicUrl) {
        this.https = "https".equals(publicUrl.getScheme());
    }

    private String name() {
        return https ? "__Host-gate_link" : "gate-link";
    }

    void set(HttpServletResponse response, LinkSession session) {
        write(response, session.cookie(), LinkTickets.LIFE.toSeconds());
    }

    void clear(HttpServletResponse response) {
        write(response, "", 0);
    }

    private void write(HttpServletResponse response, String value, long seconds) {
        response.addHeader(
                "Set-Cookie",
                name() + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                        + (https ? "; Secure" : ""));
    }

    /** {@return the browser's session; empty where it has none, or more than one} */
    Optional<LinkSession> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        var ours = Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name()))
                .toList();
        return ours.size() == 1 ? LinkSession.of(ours.get(0).getValue()) : Optional.empty();
    }
}
