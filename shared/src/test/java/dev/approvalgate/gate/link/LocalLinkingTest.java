package dev.approvalgate.gate.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.domain.policy.LinkEvent;
import dev.approvalgate.domain.policy.LinkId;
import dev.approvalgate.gate.fake.FakeDirectory;
import dev.approvalgate.gate.fake.FakePolicySource;
import dev.approvalgate.gate.fake.MemoryStore;
import dev.approvalgate.gate.fake.MutableClock;
import dev.approvalgate.gate.fake.PolicyBuilder;
import dev.approvalgate.gate.fake.Roles;
import dev.approvalgate.gate.port.Messenger;
import dev.approvalgate.gate.work.Drain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LocalLinkingTest {

    private static final Duration DELAY = Duration.ofHours(24);
    private static final Account SLACK = Account.slack(Roles.TEAM, "U0NEWCOMER1");
    private static final Account GITHUB = Account.github(Roles.GITHUB, 77);

    private final MutableClock clock = new MutableClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final FakeDirectory directory = new FakeDirectory();
    private final StoredLinks links = new StoredLinks(store);
    private final Linking linking = new LocalLinking(
            store,
            links,
            new FakePolicySource(PolicyBuilder.production().build()),
            directory,
            DELAY,
            clock,
            new Random(1));
    private final List<String> told = new ArrayList<>();

    private static void refused(ReasonCode reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        GateException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void recordsALinkThatIsEffectiveAfterTheDelay() {
        NamedLink made = linking.link(SLACK, GITHUB);

        assertThat(made.link().isEffective(clock.instant())).isFalse();
        assertThat(made.link().isEffective(clock.instant().plus(DELAY))).isTrue();
        assertThat(linking.of(GITHUB)).containsExactly(made);
        assertThat(links.current().knows(SLACK)).isTrue();
        assertThat(store.eventsOf(StoredLinks.STREAM, LinkEvent.class)).hasSize(1);
    }

    @Test
    void whatIsReadFollowsWhatIsRecorded() {
        assertThat(links.current().knows(SLACK)).isFalse();
        NamedLink made = linking.link(SLACK, GITHUB);
        assertThat(links.current()).isSameAs(links.current());

        linking.unlink(made.id(), GITHUB);

        assertThat(links.current().of(SLACK))
                .singleElement()
                .satisfies(link -> assertThat(link.endedAt()).isEqualTo(clock.instant()));
        assertThat(linking.of(SLACK)).isEmpty();
    }

    @Test
    void refusesWhatThePolicyOrAnotherLinkContradicts() {
        refused(ReasonCode.LINK_CONFLICT, () -> linking.link(SLACK, Roles.github(Roles.AUTHOR)));
        refused(ReasonCode.LINK_EXISTS, () -> linking.link(Roles.slack(Roles.AUTHOR), Roles.github(Roles.AUTHOR)));
        refused(ReasonCode.LINK_UNSUPPORTED, () -> linking.link(SLACK, Roles.slack(Roles.AUTHOR)));
        assertThat(store.read(StoredLinks.STREAM).isEmpty()).isTrue();
    }

    @Test
    void refusesBotsGuestsAndWhoeverCannotBeLookedUp() {
        directory.says(SLACK, AccountStanding.GUEST);
        refused(ReasonCode.VOTER_IS_GUEST, () -> linking.link(SLACK, GITHUB));
        directory.says(SLACK, AccountStanding.ACTIVE);
        directory.says(GITHUB, AccountStanding.BOT);
        refused(ReasonCode.VOTER_IS_BOT, () -> linking.link(SLACK, GITHUB));
        directory.unreadable(true);
        refused(ReasonCode.DIRECTORY_UNREADABLE, () -> linking.link(SLACK, GITHUB));
        assertThat(store.read(StoredLinks.STREAM).isEmpty()).isTrue();
    }

    @Test
    void ofTwoThatLinkTheSameAccountAtOnceOneIsRefused() {
        var raced = new AtomicBoolean();
        Account other = Account.slack(Roles.TEAM, "U0NEWCOMER2");
        store.beforeCommit(commit -> {
            if (raced.compareAndSet(false, true)) {
                linking.link(other, GITHUB);
            }
        });

        refused(ReasonCode.LINK_CONFLICT, () -> linking.link(SLACK, GITHUB));

        assertThat(linking.of(GITHUB))
                .singleElement()
                .satisfies(link -> assertThat(link.link().from(GITHUB)).isEqualTo(other));
    }

    @Test
    void onlyItsOwnAccountsEndALinkAndOnlyOnce() {
        NamedLink made = linking.link(SLACK, GITHUB);

        refused(ReasonCode.LINK_NOT_FOUND, () -> linking.unlink(made.id(), Roles.slack(Roles.AUTHOR)));
        refused(ReasonCode.LINK_NOT_FOUND, () -> linking.unlink(LinkId.random(new Random(5)), SLACK));
        linking.unlink(made.id(), GITHUB);
        refused(ReasonCode.LINK_NOT_FOUND, () -> linking.unlink(made.id(), SLACK));
    }

    @Test
    void whoeverCanBeToldIsToldOfBothAndAgainWhereTheProcessDied() {
        var messenger = new Messenger() {
            @Override
            public AccountKind kind() {
                return AccountKind.SLACK;
            }

            @Override
            public void tell(Account account, String text) {
                if (told.isEmpty()) {
                    told.add("failed");
                    throw new GateException(ReasonCode.CHANNEL_UNREACHABLE, "not now");
                }
                told.add(account + ": " + text);
            }
        };
        var words = new LinkWords(account -> Optional.of("octo\u202E"));
        var drain = new Drain(store.work(), List.of(new LinkNotices(links, List.of(messenger), words)), clock);

        NamedLink made = linking.link(SLACK, GITHUB);
        drain.all();
        clock.step(Duration.ofMinutes(1));
        drain.all();
        linking.unlink(made.id(), SLACK);
        drain.all();

        assertThat(told).hasSize(3);
        assertThat(told.get(1))
                .startsWith("slack:T0000000001/U0NEWCOMER1: ")
                .contains("GitHub account 77, which calls itself octo⟦U+202E⟧,", "/gate unlink");
        assertThat(told.get(2)).contains("no longer linked");
        assertThat(store.work().size()).isZero();
    }
}
