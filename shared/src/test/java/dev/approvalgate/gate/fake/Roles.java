package dev.approvalgate.gate.fake;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import java.util.List;
import java.util.Set;

/** The people of tests, named by what they are. Each has one account on GitHub and one in Slack. */
public final class Roles {

    /** The API host that GitHub accounts live on. */
    public static final String GITHUB = "api.github.com";
    /** The Slack team. */
    public static final String TEAM = "T0000000001";

    /** Wrote the change. Is in the approving group, which must not help. */
    public static final Person AUTHOR = person("author", 1);
    /** May approve. */
    public static final Person APPROVER_1 = person("approver-1", 2);
    /** May approve. */
    public static final Person APPROVER_2 = person("approver-2", 3);
    /** May approve. */
    public static final Person APPROVER_3 = person("approver-3", 4);
    /** Known, and in no group. */
    public static final Person OUTSIDER = person("outsider", 5);

    /** All of them. */
    public static final List<Person> ALL = List.of(AUTHOR, APPROVER_1, APPROVER_2, APPROVER_3, OUTSIDER);

    private Roles() {}

    private static Person person(String id, long number) {
        return new Person(
                new PersonId(id),
                "The " + id,
                Set.of(Account.github(GITHUB, number), Account.slack(TEAM, "U000000000" + number)));
    }

    /** {@return a person's account on GitHub} */
    public static Account github(Person person) {
        return account(person, "github");
    }

    /** {@return a person's account in Slack} */
    public static Account slack(Person person) {
        return account(person, "slack");
    }

    private static Account account(Person person, String kind) {
        return person.accounts().stream()
                .filter(account -> account.kind().label().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
