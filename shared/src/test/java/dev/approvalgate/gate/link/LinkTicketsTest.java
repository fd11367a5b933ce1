package dev.approvalgate.gate.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.gate.fake.MemoryStore;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.link.LinkTickets.Begun;
import dev.approvalgate.gate.link.LinkTickets.Proven;
import dev.approvalgate.gate.port.SignIn.Holder;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinkTicketsTest {

    private static final Account SLACK = Account.slack("T1", "U1");
    private static final Holder OCTO = new Holder(Account.github("api.github.com", 7), "octo");

    private final MutableClock clock = new MutableClock();
    private final LinkTickets tickets = new LinkTickets(new MemoryStore(clock).tickets(), clock, new Random(1));

    private LinkSession opened() {
        return tickets.open(tickets.begin(SLACK)).orElseThrow();
    }

    @Test
    void leadsFromACommandToTwoProvenAccounts() {
        LinkSession session = opened();
        assertThat(tickets.begun(session).map(Begun::first)).contains(SLACK);

        Begun begun = tickets.take(session, session.state()).orElseThrow();
        tickets.proven(session, begun, OCTO);

        assertThat(tickets.proven(session)).contains(new Proven(SLACK, OCTO));
        assertThat(tickets.conclude(session)).contains(new Proven(SLACK, OCTO));
    }

    @Test
    void threat15_everyStepIsTakenOnceAndByItsOwnBrowserOnly() {
        String code = tickets.begin(SLACK);
        LinkSession session = tickets.open(code).orElseThrow();
        assertThat(tickets.open(code)).as("opened in another browser").isEmpty();

        LinkSession attacker = opened();
        assertThat(tickets.take(session, attacker.state()))
                .as("another session's state")
                .isEmpty();
        assertThat(tickets.take(attacker, session.state()))
                .as("another browser")
                .isEmpty();
        Begun begun = tickets.take(session, session.state()).orElseThrow();
        assertThat(tickets.take(session, session.state())).as("the state again").isEmpty();

        tickets.proven(session, begun, OCTO);
        assertThat(tickets.conclude(attacker)).isEmpty();
        assertThat(tickets.conclude(session)).isPresent();
        assertThat(tickets.conclude(session)).as("confirmed again").isEmpty();
    }

    @Test
    void threat15_afterTenMinutesEveryStepIsVoid() {
        String late = tickets.begin(SLACK);
        LinkSession waiting = opened();
        LinkSession signedIn = opened();
        tickets.proven(signedIn, tickets.take(signedIn, signedIn.state()).orElseThrow(), OCTO);

        clock.step(Duration.ofMinutes(10));

        assertThat(tickets.open(late)).isEmpty();
        assertThat(tickets.begun(waiting)).isEmpty();
        assertThat(tickets.take(waiting, waiting.state())).isEmpty();
        assertThat(tickets.proven(signedIn)).isEmpty();
        assertThat(tickets.conclude(signedIn)).isEmpty();
    }

    @Test
    void whatABrowserCarriesIsDerivedAndTellsNothingOfTheRest() {
        LinkSession session = opened();

        assertThat(LinkSession.of(session.cookie()).orElseThrow().state()).isEqualTo(session.state());
        assertThat(session.verifier())
                .as("RFC 7636 wants at least 43 characters")
                .hasSize(43);
        assertThat(session.challenge())
                .isEqualTo(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Sha256.of(session.verifier()).bytes()));
        assertThat(session.cookie()).isNotEqualTo(session.state()).isNotEqualTo(session.verifier());
        assertThat(session.state()).isNotEqualTo(session.verifier()).isNotEqualTo(session.formToken());
        assertThat(session).hasToString("[link session]");
        assertThat(LinkSession.of("guess")).isEmpty();
    }
}
