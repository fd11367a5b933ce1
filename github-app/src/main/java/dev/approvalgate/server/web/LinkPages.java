package dev.approvalgate.server.web;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.LinkId;
import dev.approvalgate.gate.link.LinkSession;
import dev.approvalgate.gate.link.LinkTickets;
import dev.approvalgate.gate.link.LinkTickets.Begun;
import dev.approvalgate.gate.link.LinkTickets.Proven;
import dev.approvalgate.gate.link.Linking;
import dev.approvalgate.gate.link.NamedLink;
import dev.approvalgate.gate.port.AccountNames;
import dev.approvalgate.gate.port.SignIn;
import dev.approvalgate.server.http.Bodies;
import dev.approvalgate.server.http.PageSet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /link}: a person links their account in Slack with theirs on GitHub. The address from Slack opens once and binds the attempt to
 * the browser that opened it; GitHub sends that browser back with a code; a page names both accounts; its form links them.
 */
public final class LinkPages extends PageServlet implements PageSet {

    /** Where the steps are shown. */
    public static final String PATH = "/link";

    /** Where GitHub sends people who have signed in. */
    public static final String CALLBACK = PATH + "/callback";

    private static final Logger LOG = LoggerFactory.getLogger(LinkPages.class);
    private static final Pattern CODE = Pattern.compile("/([0-9a-f]{64})");
    private static final String END = "end:";

    private final String home;
    private final Duration delay;
    private final transient LinkTickets tickets;
    private final transient Linking linking;
    private final transient SignIn signIn;
    private final transient AccountNames names;
    private final transient LinkCookie cookie;
    private final transient OwnForms forms;

    /**
     * Serves the pages.
     *
     * @param publicUrl where the gate is reached
     * @param delay how long it takes until linked accounts vote for each other, to say so
     * @param tickets the steps of each attempt
     * @param linking what is done in the end
     * @param signIn shows who holds an account on GitHub
     * @param names how accounts call themselves
     */
    public LinkPages(
            URI publicUrl, Duration delay, LinkTickets tickets, Linking linking, SignIn signIn, AccountNames names) {
        super("accounts");
        this.home = publicUrl + PATH;
        this.delay = delay;
        this.tickets = tickets;
        this.linking = linking;
        this.signIn = signIn;
        this.names = names;
        this.cookie = new LinkCookie(publicUrl);
        this.forms = new OwnForms(publicUrl);
    }

    @Override
    public Map<String, HttpServlet> servlets() {
        return Map.of(PATH, this, PATH + "/*", this);
    }

    @Override
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        var code = CODE.matcher(path);
        if (code.matches()) {
            open(code.group(1), request, response);
        } else if (path.equals("/callback")) {
            signedIn(request, response);
        } else if (path.isEmpty()) {
            step(session(request), response);
        } else {
            throw new GateException(ReasonCode.ENDPOINT_NOT_FOUND, "there is no such page");
        }
    }

    private void open(String code, HttpServletRequest request, HttpServletResponse response) {
        Optional<LinkSession> opened = tickets.open(code);
        if (opened.isPresent()) {
            cookie.set(response, opened.get());
        } else if (cookie.read(request).filter(this::goesOn).isEmpty()) {
            throw stale();
        }
        leadTo(response, home);
    }

    /** Whoever opens the address again in the same browser goes on where they were. */
    private boolean goesOn(LinkSession session) {
        return tickets.begun(session).isPresent() || tickets.proven(session).isPresent();
    }

    private void step(LinkSession session, HttpServletResponse response) throws IOException {
        Optional<Begun> begun = tickets.begun(session);
        if (begun.isPresent()) {
            Account first = begun.get().first();
            String page = signIn.page(session.state(), session.challenge());
            send(response, 200, "Link your accounts", LinkHtml.begin(first, name(first), page));
            return;
        }
        Proven both = tickets.proven(session).orElseThrow(LinkPages::stale);
        String name = name(both.first());
        List<NamedLink> others = linking.of(both.second().account()).stream()
                .filter(link -> !link.link().from(both.second().account()).equals(both.first()))
                .toList();
        if (others.isEmpty()) {
            send(response, 200, "Are both accounts yours?", LinkHtml.confirm(both, name, delay, session));
        } else {
            send(response, 200, "Linked with another account", LinkHtml.taken(both, name, others, session));
        }
    }

    private void signedIn(HttpServletRequest request, HttpServletResponse response) {
        LinkSession session = session(request);
        Begun begun = tickets.take(session, parameter(request, "state")).orElseThrow(LinkPages::stale);
        if (request.getParameter("error") != null) {
            throw new GateException(ReasonCode.LINK_SIGN_IN_REFUSED, "the person did not sign in");
        }
        SignIn.Holder holder = signIn.finish(parameter(request, "code"), session.verifier());
        tickets.proven(session, begun, holder);
        leadTo(response, home);
    }

    @Override
    void act(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() != null) {
            throw new GateException(ReasonCode.ENDPOINT_NOT_FOUND, "nothing is posted there");
        }
        forms.require(request);
        LinkSession session = session(request);
        Map<String, String> form = Bodies.form(Bodies.bytes(request, Bodies.FORM));
        if (!session.isFormToken(form.getOrDefault("token", ""))) {
            throw new GateException(ReasonCode.CROSS_SITE, "the form is not one of this session's");
        }
        String answer = form.getOrDefault("answer", "");
        Optional<LinkId> ending = ending(answer);
        if (!answer.equals("link") && !answer.equals("refuse") && ending.isEmpty()) {
            throw new GateException(ReasonCode.REQUEST_MALFORMED, "the form has no answer");
        }
        Proven both = tickets.conclude(session).orElseThrow(LinkPages::stale);
        cookie.clear(response);
        if (ending.isPresent()) {
            NamedLink ended = linking.unlink(ending.get(), both.second().account());
            send(response, 200, "The link is ended", LinkHtml.ended(ended));
        } else if (answer.equals("link")) {
            NamedLink made = linking.link(both.first(), both.second().account());
            send(response, 200, "Your accounts are linked", LinkHtml.linked(made));
        } else {
            LOG.warn(
                    "{} was not linked with {}: whoever signed in said that they are not both theirs",
                    both.first(),
                    both.second().account());
            send(response, 200, "Nothing was linked", LinkHtml.refused());
        }
    }

    private static Optional<LinkId> ending(String answer) {
        return Optional.of(answer)
                .filter(text -> text.startsWith(END))
                .map(text -> text.substring(END.length()))
                .filter(LinkId::isWellFormed)
                .map(LinkId::new);
    }

    private LinkSession session(HttpServletRequest request) {
        return cookie.read(request).orElseThrow(LinkPages::stale);
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    /** Without its name nobody could tell whose account it is. */
    private String name(Account account) {
        return names.nameOf(account)
                .orElseThrow(
                        () -> new GateException(ReasonCode.LINK_UNSUPPORTED, account + " is not known where it lives"));
    }

    private static GateException stale() {
        return new GateException(ReasonCode.LINK_STALE, "no step of an attempt belongs to this");
    }
}
