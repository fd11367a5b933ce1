package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Ownership.OwnerSet;
import dev.approvalgate.domain.approval.Ownership.RepositoryPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The form of what a repository says of its owners. Lies beside the ledger as one personal value: patterns and texts are free. */
final class OwnershipForm {

    private OwnershipForm() {}

    static Map<String, Object> write(Ownership ownership) {
        return new Out()
                .value("owners", writeFact(ownership.owners(), OwnershipForm::writeSet))
                .value("unowned", ownership.unowned())
                .value("policies", writeFact(ownership.policies(), OwnershipForm::writePolicy))
                .map();
    }

    static Ownership read(In in) {
        return new Ownership(
                readFact(in.at("owners"), OwnershipForm::readSet),
                in.integer("unowned"),
                readFact(in.at("policies"), OwnershipForm::readPolicy));
    }

    private static <T> Map<String, Object> writeFact(Fact<List<T>> fact, Function<T, Object> writer) {
        List<T> items = fact.value();
        return new Out()
                .value(
                        "known",
                        items == null ? null : items.stream().map(writer).toList())
                .with("unknown_because", fact.unknownBecause())
                .map();
    }

    private static <T> Fact<List<T>> readFact(In in, Function<In, T> reader) {
        return new Fact<>(
                in.atOrNull("known") == null ? null : in.list("known", reader), in.textOrNull("unknown_because"));
    }

    private static Object writeSet(OwnerSet set) {
        return new Out()
                .with("pattern", set.pattern())
                .value("paths", set.paths())
                .with("accounts", set.accounts(), AccountForm::write)
                .with("teams", set.teams(), OwnershipForm::writeGroup)
                .map();
    }

    private static OwnerSet readSet(In in) {
        return new OwnerSet(
                in.text("pattern"),
                in.integer("paths"),
                Set.copyOf(in.list("accounts", AccountForm::read)),
                Set.copyOf(in.list("teams", OwnershipForm::readGroup)));
    }

    private static Object writeGroup(ExternalGroup group) {
        return new Out()
                .with("kind", group.kind())
                .with("realm", group.realm())
                .with("id", group.id())
                .map();
    }

    private static ExternalGroup readGroup(In in) {
        return new ExternalGroup(in.constant("kind", ExternalGroup.Kind.class), in.text("realm"), in.text("id"));
    }

    private static Object writePolicy(RepositoryPolicy policy) {
        return new Out()
                .with("commit", policy.commit())
                .with("text", policy.text())
                .map();
    }

    private static RepositoryPolicy readPolicy(In in) {
        return new RepositoryPolicy(in.text("commit"), in.text("text"));
    }
}
