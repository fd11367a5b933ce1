package dev.approvalgate.server.web;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.gate.fake.FakeDirectory;
import dev.approvalgate.gate.fake.FakePolicySource;
import dev.approvalgate.gate.fake.MemoryStore;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.link.LinkTickets;
import dev.approvalgate.gate.link.LocalLinking;
import dev.approvalgate.gate.link.StoredLinks;
import dev.approvalgate.gate.port.SignIn;
import dev.approvalgate.server.http.PageSet;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The pages of linking over fakes. */
public final class LinkDesk {

    static final Account MALLORY = Account.slack(Roles.TEAM, "U0MALLORY01");
    static final String MALLORYS_NAME = "<b>Mallory</b>\u202E (@mallory)";
    static final SignIn.Holder OCTO = new SignIn.Holder(Account.github(Roles.GITHUB, 77), "octo\"><script>");

    final MutableClock clock = new MutableClock();
    final MemoryStore store = new MemoryStore(clock);
    final FakeDirectory directory = new FakeDirectory();
    final StoredLinks links = new StoredLinks(store);
    final LinkTickets tickets = new LinkTickets(store.tickets(), clock, new Random(1));
    final LocalLinking linking;
    /** Who stands behind each code that the sign-in hands out. */
    final Map<String, SignIn.Holder> codes = new HashMap<>();

    private final LinkPages pages;

    /** Pages at an address. */
    public LinkDesk(URI publicUrl) {
        var policies = new FakePolicySource(PolicyBuilder.production().build());
        linking = new LocalLinking(store, links, policies, directory, Duration.ofHours(24), clock, new Random(2));
        pages = new LinkPages(
                publicUrl, Duration.ofHours(24), tickets, linking, new Codes(), account -> Optional.of(MALLORYS_NAME));
    }

    /** {@return the pages} */
    public PageSet pages() {
        return pages;
    }

    /** {@return the path that the command gives to whoever typed it} */
    String begin() {
        return LinkPages.PATH + "/" + tickets.begin(MALLORY);
    }

    private final class Codes implements SignIn {
        @Override
        public String page(String state, String challenge) {
            return "https://github.example.com/login?state=" + state + "&challenge=" + challenge;
        }

        @Override
        public Holder finish(String code, String verifier) {
            Holder holder = codes.remove(code);
            if (holder == null) {
                throw new GateException(ReasonCode.LINK_SIGN_IN_REFUSED, "no such code");
            }
            return holder;
        }
    }
}
