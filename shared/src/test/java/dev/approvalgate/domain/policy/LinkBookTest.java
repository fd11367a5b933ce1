package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkBookTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final Duration DELAY = Duration.ofHours(24);
    private static final Account SLACK = Account.slack("T1", "U1");
    private static final Account GITHUB = Account.github("api.github.com", 7);
    private static final LinkId LINK = new LinkId("lnk_" + "0".repeat(32));
    private static final LinkEvent MADE = new LinkEvent.Linked(LINK, SLACK, GITHUB, NOON.plus(DELAY), NOON);
    private static final LinkEvent ENDED = new LinkEvent.Unlinked(LINK, SLACK, NOON.plus(DELAY));

    @Test
    void aLinkJoinsAtOnceAndSpeaksAfterTheDelay() {
        AccountLink link = LinkBook.of(List.of(MADE)).links().of(GITHUB).get(0);

        assertThat(link.linkedAt()).isEqualTo(NOON);
        assertThat(link.isEffective(NOON)).isFalse();
        assertThat(link.isEffective(NOON.plus(DELAY).minusNanos(1))).isFalse();
        assertThat(link.isEffective(NOON.plus(DELAY))).isTrue();
    }

    @Test
    void endingALinkEndsAuthorityAndNeverAuthorship() {
        LinkBook book = LinkBook.of(List.of(MADE, ENDED));

        AccountLink link = book.find(LINK).orElseThrow();
        assertThat(link.isEffective(NOON.plus(Duration.ofDays(30)))).isFalse();
        assertThat(book.links().reach(GITHUB, any -> true))
                .as("one human for everything that either wrote")
                .isEqualTo(Set.of(SLACK, GITHUB));
        assertThat(book.links().knows(SLACK)).isTrue();
        assertThat(book.standing(SLACK)).isEmpty();
    }

    @Test
    void theSameAccountsCanBeLinkedAgainAndBothLinksAreKept() {
        var again = new LinkId("lnk_" + "1".repeat(32));
        Instant later = NOON.plus(Duration.ofDays(3));

        LinkBook book =
                LinkBook.of(List.of(MADE, ENDED, new LinkEvent.Linked(again, SLACK, GITHUB, later.plus(DELAY), later)));

        assertThat(book.standing(GITHUB)).containsOnlyKeys(again);
        assertThat(book.links().of(SLACK)).hasSize(2);
    }

    @Test
    void aLinkStandsForBothItsAccountsAndNoOther() {
        LinkBook book = LinkBook.of(List.of(MADE));

        assertThat(book.standing(SLACK)).containsOnlyKeys(LINK);
        assertThat(book.standing(GITHUB)).containsOnlyKeys(LINK);
        assertThat(book.standing(Account.slack("T1", "U2"))).isEmpty();
    }

    @Test
    void whatIsReachedOverSeveralLinksIsReachedToo() {
        Account elsewhere = Account.github("github.example.com", 8);
        var second = new LinkId("lnk_" + "2".repeat(32));
        LinkBook book = LinkBook.of(List.of(MADE, new LinkEvent.Linked(second, GITHUB, elsewhere, NOON, NOON)));

        assertThat(book.links().reach(SLACK, any -> true)).containsExactly(SLACK, GITHUB, elsewhere);
        assertThat(book.links().reach(SLACK, link -> link.isEffective(NOON))).containsExactly(SLACK);
    }

    @Test
    void anEndThatNothingBeganMeansNothing() {
        assertThat(LinkBook.of(List.of(ENDED)).find(LINK)).isEmpty();
    }
}
