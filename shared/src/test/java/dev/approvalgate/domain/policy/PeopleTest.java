package dev.approvalgate.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private static final PersonId ADA = new PersonId("ada");

    private static Person person(String id, Account... accounts) {
        return new Person(new PersonId(id), id, Set.of(accounts));
    }

    @Test
    void personsAndGroupsAreFound() {
        Person ada = person("ada", Scene.github(1), Scene.slack("U1"));
        var people = new People(List.of(ada, person("grace")), List.of(Group.of("a", Set.of(ADA))));
        assertThat(people.person(ADA)).contains(ada);
        assertThat(people.person(new PersonId("linus"))).isEmpty();
        assertThat(people.behind(Scene.slack("U1"))).contains(ada);
        assertThat(people.behind(Scene.slack("U2"))).isEmpty();
        assertThat(people.group("a").orElseThrow().people()).containsExactly(ADA);
        assertThat(people.group("b")).isEmpty();
        assertThat(people.all()).hasSize(2);
        assertThat(people.groups()).containsOnlyKeys("a");
    }

    @Test
    void nothingIsTakenTwice() {
        Group group = Group.of("a", Set.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new People(List.of(person("ada"), person("ada")), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new People(
                        List.of(person("ada", Scene.github(1)), person("grace", Scene.github(1))), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new People(List.of(), List.of(group, group)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new People(List.of(), List.of(Group.of("a", Set.of(ADA)))));
    }

    @Test
    void aPolicySaysWhereItCameFrom() {
        assertThat(Policy.Origin.file("policy.yaml")).hasToString("policy.yaml, author unknown");
        assertThat(new Policy.Origin("p", "c0ffee", null)).hasToString("p at commit c0ffee, author unknown");
        assertThat(new Policy.Origin("p", "c0ffee", "ada")).hasToString("p at commit c0ffee by ada");
        Policy policy = new Scene().policy();
        assertThat(policy).hasToString("policy " + policy.digest().prefix() + " from policy.yaml, author unknown");
    }
}
