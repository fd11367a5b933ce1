package dev.approvalgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Sha256;
import dev.approvalgate.domain.settings.SettingsChanged;
import dev.approvalgate.domain.settings.SettingsChanged.Way;
import dev.approvalgate.gate.fake.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is recorded of settings. */
class SettingsLogTest {

    private static final Account ADA = new Account(AccountKind.JENKINS, "ci.example.com", "ada");

    private final World world = new World();
    private final SettingsLog log = new SettingsLog(world.store, world.clock);

    private List<SettingsChanged> recorded() {
        return world.store.read(SettingsLog.STREAM).events().stream()
                .map(SettingsChanged.class::cast)
                .toList();
    }

    @Test
    void onlyWhatDiffersFromTheLastOnesIsTold() {
        assertThat(log.record(Map.of("policy", "a.yaml", "team", "T0"), Way.FOUND, null))
                .isTrue();
        assertThat(log.record(Map.of("policy", "a.yaml", "team", "T0"), Way.SAVED, ADA))
                .isFalse();
        assertThat(log.record(Map.of("policy", "b.yaml", "server", "https://gate.example.com"), Way.SAVED, ADA))
                .isTrue();
        assertThat(log.record(Map.of("policy", "b.yaml", "server", "https://gate.example.com"), Way.CODE, null))
                .isFalse();
        assertThat(log.record(Map.of("policy", "b.yaml"), Way.CODE, null)).isTrue();
        assertThat(recorded())
                .containsExactly(
                        new SettingsChanged(
                                Map.of(),
                                Map.of("policy", "a.yaml", "team", "T0"),
                                Way.FOUND,
                                null,
                                world.clock.instant()),
                        new SettingsChanged(
                                Map.of("policy", "a.yaml", "team", "T0"),
                                Map.of("policy", "b.yaml", "server", "https://gate.example.com"),
                                Way.SAVED,
                                ADA,
                                world.clock.instant()),
                        new SettingsChanged(
                                Map.of("server", "https://gate.example.com"),
                                Map.of(),
                                Way.CODE,
                                null,
                                world.clock.instant()));
    }

    @Test
    void threat20_whatMayBeSecretIsLeftOut() {
        log.record(
                Map.of(
                        "api", "https://ada:hunter2@slack.example.com:8443/api/",
                        "hook", "https://slack.example.com/x?token=hunter2#hunter2",
                        "slash", "https://ada:hunter2/hunter2@slack.example.com/api",
                        "token", "xoxb-hunter2",
                        "signing", "0123456789abcdef0123456789abcdef",
                        "long", "hunter2".repeat(100)),
                Way.SAVED,
                ADA);
        assertThat(recorded().get(0).after())
                .containsEntry("api", "https://…@slack.example.com:8443/api/")
                .containsEntry("hook", "https://slack.example.com/x?…")
                .containsEntry("slash", "https://…@slack.example.com/api")
                .containsEntry("token", "sha256:" + Sha256.of("xoxb-hunter2").hex())
                .hasEntrySatisfying("signing", text -> assertThat(text).startsWith("sha256:"))
                .hasEntrySatisfying("long", text -> assertThat(text).startsWith("sha256:"));
        assertThat(recorded().toString()).doesNotContain("hunter2", "0123456789abcdef0123456789abcdef");
    }
}
