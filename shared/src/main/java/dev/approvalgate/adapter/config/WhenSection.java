package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.ChangeDetails.RiskKind;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.policy.ChangeWindow;
import dev.approvalgate.domain.policy.Condition;
import dev.approvalgate.domain.policy.PathPattern;
import dev.approvalgate.domain.policy.When;
import dev.approvalgate.domain.policy.When.Size;
import dev.approvalgate.domain.policy.When.Some;
import dev.approvalgate.gate.port.ConditionCompiler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code when}: which changes a rule is for. */
final class WhenSection {

    private static final Pattern TRIGGER = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_CONDITION = 2000;
    private static final int LARGEST = 1_000_000;
    private static final Map<String, RiskKind> RISKS = Words.of(RiskKind.class);

    private final WindowReader windows;
    private final ConditionCompiler conditions;

    WhenSection(WindowReader windows, ConditionCompiler conditions) {
        this.windows = windows;
        this.conditions = conditions;
    }

    Optional<When> read(Value value) {
        Fields fields =
                value.fields("branches", "tags", "paths", "labels", "triggers", "size", "risks", "times", "condition");
        if (fields.sound() && fields.keys().isEmpty()) {
            value.wrong("says nothing", "remove it, or narrow the rule");
        }
        List<PathPattern> branches = fields.optional("branches", Patterns::some, List.of());
        List<PathPattern> tags = fields.optional("tags", Patterns::some, List.of());
        Some<PathPattern> paths = fields.optional("paths", list -> some(list, Patterns::one), Some.unlimited());
        Some<String> labels =
                fields.optional("labels", list -> some(list, label -> label.text(LONGEST_LABEL)), Some.unlimited());
        List<String> triggers = fields.optional(
                "triggers",
                list -> list.some(word -> word.matching(TRIGGER, "a host's word for a trigger, such as push")),
                List.of());
        Size size = fields.optional("size", WhenSection::size, Size.ANY);
        Some<RiskKind> risks =
                fields.optional("risks", list -> some(list, risk -> risk.choice(RISKS)), Some.unlimited());
        List<ChangeWindow> times = fields.optional("times", windows::read, List.of());
        Optional<Condition> condition = fields.optional("condition", this::condition);
        return fields.build(() -> new When(
                branches, tags, paths, labels, Set.copyOf(triggers), size, risks, times, condition.orElse(null)));
    }

    /** A plain list stands for "any of these". */
    private static <T> Optional<Some<T>> some(Value value, Function<Value, Optional<T>> reader) {
        if (value.isList()) {
            return value.some(reader).map(any -> new Some<>(any, List.of(), List.of()));
        }
        Fields fields = value.fields("any", "all", "none");
        if (fields.sound() && fields.keys().isEmpty()) {
            value.wrong("says nothing", "name at least one of any, all, none");
        }
        List<T> any = fields.optional("any", list -> list.some(reader), List.of());
        List<T> all = fields.optional("all", list -> list.some(reader), List.of());
        List<T> none = fields.optional("none", list -> list.some(reader), List.of());
        return fields.build(() -> new Some<>(any, all, none));
    }

    private static Optional<Size> size(Value value) {
        Fields fields = value.fields("least_files", "most_files", "least_lines", "most_lines");
        if (fields.sound() && fields.keys().isEmpty()) {
            value.wrong("says nothing", "name at least one bound");
        }
        OptionalInt leastFiles = bound(fields, "least_files");
        OptionalInt mostFiles = bound(fields, "most_files");
        OptionalInt leastLines = bound(fields, "least_lines");
        OptionalInt mostLines = bound(fields, "most_lines");
        inOrder(fields, leastFiles, mostFiles, "most_files");
        inOrder(fields, leastLines, mostLines, "most_lines");
        return fields.build(() -> new Size(leastFiles, mostFiles, leastLines, mostLines));
    }

    private static OptionalInt bound(Fields fields, String key) {
        return fields.optional(key, number -> number.integer(0, LARGEST))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static void inOrder(Fields fields, OptionalInt least, OptionalInt most, String key) {
        if (least.isPresent() && most.isPresent() && least.getAsInt() > most.getAsInt()) {
            fields.wrong(key, "is less than the least", "no change has such a size; raise it");
        }
    }

    private Optional<Condition> condition(Value value) {
        return value.text(LONGEST_CONDITION).flatMap(source -> {
            try {
                return Optional.of(conditions.compile(source));
            } catch (GateException e) {
                return value.refuse(String.valueOf(e.getMessage()), "correct the condition");
            }
        });
    }
}
