package dev.approvalgate.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.world.Scene;
import dev.approvalgate.journeys.world.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator changes in gate.yaml is in the ledger. */
class ChangedSettingsTest {

    @TempDir
    private Path folder = Path.of("");

    private static List<String> recorded(Scene scene) {
        return scene.ledger()
                .lines()
                .filter(line -> line.contains("settings.changed"))
                .toList();
    }

    @Test
    void aServerThatStartsUnderOtherSettingsSaysWhichOnes() throws IOException {
        try (Scene scene = Scene.running(folder, Settings.USUAL)) {
            assertThat(recorded(scene)).singleElement().asString().contains("slack.bot_token", "public_url");

            scene.stop();
            scene.start();
            assertThat(recorded(scene)).hasSize(1);

            scene.stop();
            Files.writeString(scene.files().config(), "linking: { delay: 1h }\n", StandardOpenOption.APPEND);
            scene.start();
            assertThat(recorded(scene))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("linking.delay", "1h", "found")
                    .doesNotContain("public_url", "slack.bot_token");
        }
    }
}
