package dev.approvalgate.server.web;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.Wording;
import dev.approvalgate.server.http.Statuses;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages for people, who are told of failures in words. Nobody keeps them, frames them, or learns their address from where they lead; no
 * script runs on them, and their forms lead here only.
 */
abstract class PageServlet extends HttpServlet {

    private static final Logger LOG = LoggerFactory.getLogger(PageServlet.class);

    private static final String POLICY = "default-src 'none'; style-src " + Html.STYLE_SOURCE
            + "; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final String part;

    /** Serves pages of one part of the product. */
    PageServlet(String part) {
        this.part = part;
    }

    /**
     * Answers a GET, which changes nothing but that what can be used once is used.
     *
     * @throws GateException to answer with a page that says why
     */
    abstract void show(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /**
     * Answers a POST.
     *
     * @throws GateException to answer with a page that says why
     */
    abstract void act(HttpServletRequest request, HttpServletResponse response) throws IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        // With "no-referrer" browsers would send the origin "null" with the page's own form. Nothing is told to other
        // sites.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
        try {
            switch (request.getMethod()) {
                case "GET" -> show(request, response);
                case "POST" -> act(request, response);
                // Not HEAD: whoever only looks ahead must not use up what can be used once.
                default -> {
                    response.setHeader("Allow", "GET, POST");
                    throw new GateException(ReasonCode.METHOD_NOT_ALLOWED, "Open this page in a browser.");
                }
            }
        } catch (GateException e) {
            LOG.info(
                    "{} {} refused: {}",
                    request.getMethod(),
                    request.getServletPath(),
                    e.reason().code());
            LOG.debug("refused because: {}", e.getMessage());
            refuse(response, e.reason());
        } catch (RuntimeException e) {
            LOG.error("{} {} failed unexpectedly", request.getMethod(), request.getServletPath(), e);
            refuse(response, ReasonCode.INTERNAL);
        }
    }

    private void refuse(HttpServletResponse response, ReasonCode reason) throws IOException {
        String words = switch (reason) {
            case INTERNAL -> "Something went wrong here; the server's log says what.";
            case ENDPOINT_NOT_FOUND -> "There is no page at this address.";
            case METHOD_NOT_ALLOWED -> "Open this page in a browser.";
            default -> Wording.why(reason);
        };
        send(
                response,
                Statuses.of(reason),
                "This did not work",
                "<p role=\"alert\">" + Html.escape(words) + "</p><p><small>Reason: <code>" + reason.code()
                        + "</code></small></p>");
    }

    /**
     * Sends a page.
     *
     * @param title plain text
     * @param body HTML
     */
    final void send(HttpServletResponse response, int status, String title, String body) throws IOException {
        byte[] page = Html.page(part, title, body).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    /** Leads a browser on by GET. */
    static void leadTo(HttpServletResponse response, String address) {
        response.setHeader("Location", address);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }
}
