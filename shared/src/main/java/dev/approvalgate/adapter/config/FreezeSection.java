package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.policy.Freeze;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code freezes}. */
final class FreezeSection {

    private static final int LONGEST_REASON = 200;

    private final Names names = new Names("freeze", "freezes");
    private final List<Freeze> freezes = new ArrayList<>();

    void read(Value list) {
        list.items().forEach(item -> freeze(item).ifPresent(freezes::add));
    }

    private Optional<Freeze> freeze(Value item) {
        Fields fields = item.fields("id", "time_zone", "from", "to", "environments", "reason");
        Optional<String> id = fields.required("id", names::declare);
        Optional<ZoneId> zone = fields.required("time_zone", Times::zone);
        Optional<Span> span = zone.flatMap(where -> Span.read(fields, where));
        List<Environment> environments =
                fields.optional("environments", value -> value.some(Words::environment), List.of());
        Optional<String> reason = fields.required("reason", value -> value.text(LONGEST_REASON));
        return fields.build(() -> new Freeze(
                id.orElseThrow(),
                span.orElseThrow().from(),
                span.orElseThrow().to(),
                Set.copyOf(environments),
                reason.orElseThrow()));
    }

    /** {@return what was read} */
    List<Freeze> build() {
        return List.copyOf(freezes);
    }
}
