package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code people}. */
final class PeopleSection {

    private static final int LONGEST_NAME = 100;

    private final Names names = new Names("person", "people");
    private final List<Person> persons = new ArrayList<>();
    private final Map<Account, String> owners = new HashMap<>();

    void read(Value people) {
        people.items().forEach(item -> person(item).ifPresent(persons::add));
    }

    private Optional<Person> person(Value item) {
        Fields fields = item.fields("id", "name", "accounts");
        Optional<String> id = fields.required("id", names::declare);
        Optional<String> name = fields.optional("name", value -> value.text(LONGEST_NAME));
        Optional<Set<Account>> accounts =
                fields.required("accounts", value -> Optional.of(accounts(value, id.orElse("another person"))));
        return fields.build(() ->
                new Person(new PersonId(id.orElseThrow()), name.or(() -> id).orElseThrow(), accounts.orElseThrow()));
    }

    private Set<Account> accounts(Value value, String owner) {
        Fields fields = value.fields("slack", "github", "jenkins", "oidc");
        var accounts = new HashSet<Account>();
        for (Accounts kind : Accounts.values()) {
            fields.get(kind.key()).ifPresent(written -> {
                List<Value> all = written.isList() ? written.items() : List.of(written);
                for (Value one : all) {
                    kind.read(one)
                            .filter(account -> isFree(account, owner, one))
                            .ifPresent(accounts::add);
                }
            });
        }
        if (fields.sound() && accounts.isEmpty()) {
            value.wrong(
                    "names no account", "name one of slack, github, jenkins, oidc: who has none can do nothing here");
        }
        return accounts;
    }

    private boolean isFree(Account account, String owner, Value at) {
        String other = owners.putIfAbsent(account, owner);
        if (other != null) {
            at.wrong(
                    "account " + account + " belongs to \"" + other + "\" already",
                    "an account belongs to one person; remove it from one of them");
        }
        return other == null;
    }

    /** {@return the id of the person that a value refers to} */
    Optional<String> refer(Value value) {
        return names.refer(value);
    }

    /** {@return what was read; only where nothing was wrong} */
    List<Person> build() {
        return List.copyOf(persons);
    }
}
