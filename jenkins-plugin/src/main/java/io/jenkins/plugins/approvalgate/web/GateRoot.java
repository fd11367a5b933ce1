package io.jenkins.plugins.approvalgate.web;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import hudson.Extension;
import hudson.model.UnprotectedRootAction;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.embedded.SlackLink;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /approval-gate/}: what others outside ask of this controller's gate without signing in. Slack's calls are known by their
 * signature over the raw bytes; keys are public.
 */
@Extension
public final class GateRoot implements UnprotectedRootAction {

    /** The path below the controller's address. */
    public static final String PATH = "approval-gate";

    private static final Logger LOG = LoggerFactory.getLogger(GateRoot.class);
    /** Slack sends a few kilobytes. */
    private static final int LARGEST = 1 << 18;

    @Override
    public @Nullable String getIconFileName() {
        return null;
    }

    @Override
    public @Nullable String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return PATH;
    }

    /** Takes what people click in Slack. */
    @POST
    public void doInteractions(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        slack(
                request,
                response,
                (slack, body) -> slack.interaction(Form.of(body).getOrDefault("payload", "")));
    }

    /** Takes Slack's commands. */
    @POST
    public void doCommands(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        slack(request, response, (slack, body) -> slack.command(Form.of(body)));
    }

    /** The keys that verify this gate's tokens (RFC 7517). */
    @GET
    public void doJwks(StaplerResponse2 response) throws IOException {
        publish(response, Published.keys());
    }

    /** What verifiers need to know of this issuer; its path has a dot in front, which is no name of a method. */
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        boolean metadata =
                request.getMethod().equals("GET") && request.getRestOfPath().equals(Published.METADATA);
        publish(response, metadata ? Published.metadata() : Optional.empty());
    }

    private static void publish(StaplerResponse2 response, Optional<String> document) throws IOException {
        if (document.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", "public, max-age=300");
        write(response, document.get());
    }

    /** What is done with a call that Slack made. */
    private interface Call {
        String answer(SlackLink slack, String body);
    }

    private static void slack(StaplerRequest2 request, StaplerResponse2 response, Call call) throws IOException {
        // Before anything touches parameters: the signature covers the bytes as they came.
        byte[] body = raw(request);
        if (body.length > LARGEST) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        try {
            Optional<SlackLink> slack = GateService.get().running().flatMap(gate -> gate.slack());
            if (slack.isEmpty()
                    || !slack.get()
                            .verify(
                                    request.getHeader("X-Slack-Request-Timestamp"),
                                    request.getHeader("X-Slack-Signature"),
                                    body)) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            write(response, call.answer(slack.get(), new String(body, StandardCharsets.UTF_8)));
        } catch (GateException e) {
            LOG.debug("a call was refused: {}", e.reason().code());
            response.sendError(status(e.reason().kind()));
        }
    }

    private static byte[] raw(StaplerRequest2 request) throws IOException {
        try (InputStream in = request.getInputStream()) {
            return in.readNBytes(LARGEST + 1);
        }
    }

    private static int status(ReasonCode.Kind kind) {
        return switch (kind) {
            case UNAUTHENTICATED -> HttpServletResponse.SC_UNAUTHORIZED;
            case UNAVAILABLE, FAULT -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            default -> HttpServletResponse.SC_BAD_REQUEST;
        };
    }

    private static void write(StaplerResponse2 response, String json) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(json);
    }

    /** Reads a form that is not Jenkins' own to read. */
    private static final class Form {
        private Form() {}

        static Map<String, String> of(String body) {
            var fields = new HashMap<String, String>();
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    fields.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
            return fields;
        }

        private static String decode(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new GateException(ReasonCode.REQUEST_MALFORMED, "the form is malformed", e);
            }
        }
    }
}
