package dev.approvalgate.server.web;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/** Lets only forms of our own pages through. */
final class OwnForms {

    private final String origin;

    /** Takes the public URL, which is scheme, host and port: nothing that a request says of itself is believed. */
    OwnForms(URI publicUrl) {
        this.origin = publicUrl.toString();
    }

    /**
     * Passes what a browser sent from one of our pages. A browser names the origin of every form that it posts; one that does not is no
     * browser, and has no session to lose.
     *
     * @throws GateException with {@code cross_site}
     */
    void require(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (!origin.equals(request.getHeader("Origin")) || (site != null && !site.equals("same-origin"))) {
            throw new GateException(ReasonCode.CROSS_SITE, "a form was posted from another origin");
        }
    }
}
