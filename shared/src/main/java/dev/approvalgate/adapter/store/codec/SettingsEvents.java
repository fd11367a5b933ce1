package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.settings.SettingsChanged;
import java.util.List;

/** Forms of the events in the settings' stream. */
final class SettingsEvents {

    static final List<EventType<?>> TYPES = List.of(new EventType<>(
            "settings.changed",
            1,
            SettingsChanged.class,
            (event, sealer) -> new Out()
                    .value("before", WellFormed.value(event.before()))
                    .value("after", WellFormed.value(event.after()))
                    .with("way", event.way())
                    .value("by", event.by() == null ? null : AccountForm.write(event.by()))
                    .with("at", event.at()),
            in -> new SettingsChanged(
                    in.textMap("before"),
                    in.textMap("after"),
                    in.constant("way", SettingsChanged.Way.class),
                    in.orNull("by", AccountForm::read),
                    in.instant("at"))));

    private SettingsEvents() {}
}
