package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.policy.Approvers;
import dev.approvalgate.domain.policy.Group;
import dev.approvalgate.domain.policy.Requirement;
import dev.approvalgate.domain.policy.Requirement.AllOf;
import dev.approvalgate.domain.policy.Requirement.Approvals;
import dev.approvalgate.domain.policy.Requirement.AtLeast;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads requirements: trees of who must say yes. */
final class RequirementReader {

    private static final int MOST_APPROVALS = 100;
    private static final int DEEPEST = 6;
    private static final int MOST_PARTS = 20;
    /** What says which kind of requirement it is. */
    private static final String[] KINDS = {
        "from", "code_owners", "identity_owner", "on_call", "all_of", "any_of", "at_least"
    };

    private final Vocabulary vocabulary;

    RequirementReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Optional<Requirement> read(Value value) {
        return read(value, 1);
    }

    private Optional<Requirement> read(Value value, int depth) {
        Fields fields = value.fields(
                "from", "code_owners", "identity_owner", "on_call", "count", "all_of", "any_of", "at_least", "of");
        if (!value.isMapping()) {
            return Optional.empty();
        }
        List<String> kinds = fields.among(KINDS);
        if (kinds.size() != 1) {
            String all = String.join(", ", KINDS);
            return kinds.isEmpty()
                    ? value.refuse("does not say who must approve", "write one of " + all)
                    : value.refuse("mixes " + String.join(" and ", kinds), "combine them by all_of or any_of");
        }
        String kind = kinds.get(0);
        boolean counts = List.of("from", "identity_owner", "on_call").contains(kind);
        if (!counts && fields.has("count")) {
            fields.wrong("count", "does not go with " + kind, "remove it");
        }
        if (fields.has("of") && !kind.equals("at_least")) {
            fields.wrong("of", "does not go with " + kind, "remove it, or write at_least");
        }
        return switch (kind) {
            case "code_owners" -> fields.required("code_owners", this::codeOwners);
            case "all_of" -> parts(fields, "all_of", depth).map(AllOf::new);
            case "any_of" -> parts(fields, "any_of", depth).map(parts -> new AtLeast(1, parts));
            case "at_least" -> atLeast(fields, depth);
            default -> approvals(fields, kind);
        };
    }

    private Optional<Requirement> approvals(Fields fields, String kind) {
        Optional<Approvers> from = switch (kind) {
            case "from" ->
                fields.required("from", vocabulary.groups()::referToSome).map(Approvers.Groups::new);
            case "on_call" -> fields.required("on_call", vocabulary.onCall()::refer);
            default ->
                fields.required("identity_owner", RequirementReader::yes).map(yes -> new Approvers.IdentityOwner());
        };
        int count = fields.optional("count", number -> number.integer(1, MOST_APPROVALS), 1);
        from.ifPresent(who -> enough(who, count, fields));
        return fields.sound() ? from.map(who -> new Approvals(who, count)) : Optional.empty();
    }

    private void enough(Approvers who, int count, Fields fields) {
        if (who instanceof Approvers.OnCall turns && vocabulary.onCall().isSchedule(turns.schedule()) && count > 1) {
            fields.wrong("count", "one person at a time is on call by a schedule", "remove it");
        }
        if (who instanceof Approvers.Groups groups) {
            OptionalInt size = size(groups.names());
            if (size.isPresent() && size.getAsInt() < count) {
                fields.wrong(
                        "count",
                        count + " approvals are wanted, but the groups have " + size.getAsInt()
                                + (size.getAsInt() == 1 ? " person" : " persons") + " in all",
                        "lower it, or add people to a group");
            }
        }
    }

    /** {@return how many persons some groups have together; empty where that cannot be known} */
    private OptionalInt size(Set<String> names) {
        List<Group> groups = names.stream()
                .flatMap(name -> vocabulary.groups().find(name).stream())
                .toList();
        boolean known = groups.size() == names.size()
                && groups.stream().allMatch(group -> group.external().isEmpty());
        return known
                ? OptionalInt.of((int) groups.stream()
                        .flatMap(group -> group.people().stream())
                        .distinct()
                        .count())
                : OptionalInt.empty();
    }

    private Optional<Requirement> codeOwners(Value value) {
        Fields fields = value.fields("unowned");
        return fields.required("unowned", vocabulary.groups()::referToSome)
                .map(groups -> new Approvals(new Approvers.CodeOwners(groups), 1));
    }

    private static Optional<Boolean> yes(Value value) {
        return value.flag()
                .flatMap(yes -> yes ? Optional.of(yes) : value.refuse("must be true", "write true, or remove it"));
    }

    private Optional<Requirement> atLeast(Fields fields, int depth) {
        Optional<List<Requirement>> parts = parts(fields, "of", depth);
        Optional<Integer> count = fields.required("at_least", number -> number.integer(1, MOST_PARTS));
        if (parts.isPresent() && count.isPresent() && count.get() > parts.get().size()) {
            fields.wrong(
                    "at_least",
                    "is more than there are parts (" + parts.get().size() + ")",
                    "lower it, or add to the parts");
            return Optional.empty();
        }
        return parts.flatMap(some -> count.map(least -> new AtLeast(least, some)));
    }

    private Optional<List<Requirement>> parts(Fields fields, String key, int depth) {
        return fields.required(key, list -> {
            if (depth == DEEPEST) {
                return list.refuse("is nested deeper than " + DEEPEST + " levels", "simplify the requirement");
            }
            if (list.isList() && list.items().size() > MOST_PARTS) {
                return list.refuse("has more than " + MOST_PARTS + " parts", "simplify the requirement");
            }
            return list.some(item -> read(item, depth + 1));
        });
    }
}
