package dev.approvalgate.gate.link;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.port.SignIn.Holder;
import dev.approvalgate.gate.port.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The steps of linking, each of which can be taken once: a signed command yields a code; the first browser that opens the code gets a
 * session; a sign-in in that session names the second account; and that is confirmed or refused. All of it within ten minutes of the
 * command. Only hashes of codes and sessions are stored.
 */
public final class LinkTickets {

    /** How long after the command the whole has to be done. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    private static final String OPEN = "link_open";
    private static final String SIGN_IN = "link_sign_in";
    private static final String CONFIRM = "link_confirm";

    private final Tickets tickets;
    private final Clock clock;
    private final RandomGenerator random;

    /** Keeps the steps as tickets. */
    public LinkTickets(Tickets tickets, Clock clock, RandomGenerator random) {
        this.tickets = tickets;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Who has proven what so far.
     *
     * @param first who began, by a command that their account's system signed
     * @param until the attempt is void from then on
     */
    public record Begun(Account first, Instant until) {}

    /**
     * Both have been proven.
     *
     * @param first who began
     * @param second who signed in, in the same browser
     */
    public record Proven(Account first, Holder second) {}

    /** {@return a code that opens an attempt once; unguessable} */
    public String begin(Account first) {
        String code = LinkSession.randomHex(random);
        Instant until = clock.instant().plus(LIFE);
        tickets.issue(OPEN, hash(code), write(new Begun(first, until)), until);
        return code;
    }

    /** {@return the session of the browser that opened a code; empty where the code is unknown, used or too old} */
    public Optional<LinkSession> open(String code) {
        return tickets.redeem(OPEN, hash(code), clock.instant()).map(payload -> {
            LinkSession session = LinkSession.random(random);
            tickets.issue(SIGN_IN, session.id(), payload, Instant.parse(payload.getOrDefault("until", "")));
            return session;
        });
    }

    /** {@return who began in this session; empty where the sign-in has been tried, or it is too late} */
    public Optional<Begun> begun(LinkSession session) {
        return tickets.peek(SIGN_IN, session.id(), clock.instant()).map(LinkTickets::begun);
    }

    /** {@return who began in this session, and takes the step: once, and only with the session's own state} */
    public Optional<Begun> take(LinkSession session, String state) {
        return session.isState(state)
                ? tickets.redeem(SIGN_IN, session.id(), clock.instant()).map(LinkTickets::begun)
                : Optional.empty();
    }

    /** Notes who signed in, after the step was taken. */
    public void proven(LinkSession session, Begun begun, Holder second) {
        var payload = new HashMap<>(write(begun));
        put(payload, "second_", second.account());
        payload.put("second_name", second.name());
        tickets.issue(CONFIRM, session.id(), payload, begun.until());
    }

    /** {@return both accounts of this session; empty where they have been dealt with, or it is too late} */
    public Optional<Proven> proven(LinkSession session) {
        return tickets.peek(CONFIRM, session.id(), clock.instant()).map(LinkTickets::proven);
    }

    /** {@return both accounts of this session, once} */
    public Optional<Proven> conclude(LinkSession session) {
        return tickets.redeem(CONFIRM, session.id(), clock.instant()).map(LinkTickets::proven);
    }

    private static Map<String, String> write(Begun begun) {
        var payload = new HashMap<String, String>();
        put(payload, "first_", begun.first());
        payload.put("until", begun.until().toString());
        return payload;
    }

    private static Begun begun(Map<String, String> payload) {
        return new Begun(account(payload, "first_"), Instant.parse(payload.getOrDefault("until", "")));
    }

    private static Proven proven(Map<String, String> payload) {
        return new Proven(
                account(payload, "first_"),
                new Holder(account(payload, "second_"), payload.getOrDefault("second_name", "")));
    }

    private static void put(Map<String, String> payload, String prefix, Account account) {
        payload.put(prefix + "kind", account.kind().name());
        payload.put(prefix + "realm", account.realm());
        payload.put(prefix + "id", account.id());
    }

    private static Account account(Map<String, String> payload, String prefix) {
        return new Account(
                AccountKind.valueOf(payload.getOrDefault(prefix + "kind", "")),
                payload.getOrDefault(prefix + "realm", ""),
                payload.getOrDefault(prefix + "id", ""));
    }

    private static String hash(String code) {
        return Sha256.of(code).hex();
    }
}
