package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.ReasonCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkCheckTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final Account SLACK = Account.slack("T1", "U1");
    private static final Account OTHER_SLACK = Account.slack("T1", "U2");
    private static final Account GITHUB = Account.github("api.github.com", 7);
    private static final Account OTHER_GITHUB = Account.github("api.github.com", 8);
    private static final Account ENTERPRISE = Account.github("github.example.com", 7);

    private static Optional<ReasonCode> refuses(List<Person> people, List<AccountLink> links, Account a, Account b) {
        Optional<ReasonCode> reason =
                new LinkCheck(new People(people, List.of()), new AccountLinks(links)).refuses(a, b);
        assertThat(new LinkCheck(new People(people, List.of()), new AccountLinks(links)).refuses(b, a))
                .as("whichever comes first")
                .isEqualTo(reason);
        return reason;
    }

    private static Person person(String id, Account... accounts) {
        return new Person(new PersonId(id), id, Set.of(accounts));
    }

    private static AccountLink link(Account one, Account other, @Nullable Instant endedAt) {
        return new AccountLink(one, other, NOON, NOON, endedAt);
    }

    @Test
    void accountsThatNobodyKnowsCanBeLinked() {
        assertThat(refuses(List.of(), List.of(), SLACK, GITHUB)).isEmpty();
    }

    @Test
    void anAccountThatThePolicyKnowsCanBeLinkedWithOneThatItDoesNot() {
        assertThat(refuses(List.of(person("ada", GITHUB)), List.of(), SLACK, GITHUB))
                .isEmpty();
    }

    @Test
    void onlySlackAndGitHubAreLinked() {
        Account jenkins = new Account(AccountKind.JENKINS, "ldap", "ada");

        assertThat(refuses(List.of(), List.of(), SLACK, OTHER_SLACK)).contains(ReasonCode.LINK_UNSUPPORTED);
        assertThat(refuses(List.of(), List.of(), GITHUB, ENTERPRISE)).contains(ReasonCode.LINK_UNSUPPORTED);
        assertThat(refuses(List.of(), List.of(), SLACK, jenkins)).contains(ReasonCode.LINK_UNSUPPORTED);
    }

    @Test
    void whatIsOneHumanAlreadyIsNotLinkedAgain() {
        assertThat(refuses(List.of(), List.of(link(SLACK, GITHUB, null)), SLACK, GITHUB))
                .contains(ReasonCode.LINK_EXISTS);
        assertThat(refuses(List.of(person("ada", SLACK, GITHUB)), List.of(), SLACK, GITHUB))
                .contains(ReasonCode.LINK_EXISTS);
    }

    @Test
    void anEndedLinkIsInNobodysWay() {
        assertThat(refuses(List.of(), List.of(link(SLACK, GITHUB, NOON)), SLACK, GITHUB))
                .isEmpty();
        assertThat(refuses(List.of(), List.of(link(OTHER_SLACK, GITHUB, NOON)), SLACK, GITHUB))
                .isEmpty();
    }

    @Test
    void thePolicysTwoPersonsStayTwo() {
        assertThat(refuses(List.of(person("ada", SLACK), person("grace", GITHUB)), List.of(), SLACK, GITHUB))
                .contains(ReasonCode.LINK_CONFLICT);
        assertThat(refuses(
                        List.of(person("ada", SLACK), person("grace", ENTERPRISE)),
                        List.of(link(SLACK, GITHUB, null), link(OTHER_SLACK, ENTERPRISE, null)),
                        OTHER_SLACK,
                        GITHUB))
                .as("through links too")
                .contains(ReasonCode.LINK_CONFLICT);
    }

    @Test
    void nobodyGetsTwoAccountsInOnePlaceByLinking() {
        assertThat(refuses(List.of(), List.of(link(OTHER_SLACK, GITHUB, null)), SLACK, GITHUB))
                .contains(ReasonCode.LINK_CONFLICT);
        assertThat(refuses(List.of(), List.of(link(SLACK, OTHER_GITHUB, null)), SLACK, GITHUB))
                .contains(ReasonCode.LINK_CONFLICT);
        assertThat(refuses(List.of(person("ada", OTHER_SLACK, GITHUB)), List.of(), SLACK, GITHUB))
                .as("the policy knows another account in that team")
                .contains(ReasonCode.LINK_CONFLICT);
    }

    @Test
    void oneHumanMayHaveAccountsInTwoPlaces() {
        assertThat(refuses(List.of(), List.of(link(SLACK, GITHUB, null)), SLACK, ENTERPRISE))
                .isEmpty();
    }
}
