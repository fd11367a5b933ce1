package io.jenkins.plugins.approvalgate.ends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskedBuildsTest {

    private static final BuildName BUILD = new BuildName("a/" + "long ".repeat(60), "inline", 7, 1_764_190_000_000L);
    private static final EndedBlock BLOCK = new EndedBlock("5", "req_0123456789abcdefghjkmnpqrs");

    @TempDir
    private Path home;

    private Path folder() {
        return home.resolve("builds");
    }

    @Test
    void aRestartForgetsNothing() {
        var asked = new AskedBuilds(folder());
        asked.asks("embedded", BUILD);
        asked.asks("embedded", BUILD);
        asked.ended("embedded", BUILD, BLOCK);
        asked.ended("embedded", BUILD, BLOCK);

        var again = new AskedBuilds(folder());
        assertThat(again.all()).containsExactly(new AskedBuild("embedded", BUILD, List.of(BLOCK)));
        assertThat(again.hasAsked(BUILD)).isTrue();

        again.told(again.all().get(0), BLOCK);
        assertThat(new AskedBuilds(folder()).all()).containsExactly(new AskedBuild("embedded", BUILD, List.of()));

        again.forget(again.all().get(0));
        assertThat(new AskedBuilds(folder()).all()).isEmpty();
        assertThat(folder()).isEmptyDirectory();
    }

    @Test
    void everyGateThatABuildAskedIsToKnowOfItsBlock() {
        var asked = new AskedBuilds(folder());
        asked.asks("embedded", BUILD);
        asked.asks("https://gate.example.com", BUILD);

        asked.ended("https://gate.example.com", BUILD, BLOCK);

        assertThat(asked.all())
                .hasSize(2)
                .allSatisfy(build -> assertThat(build.ended()).containsExactly(BLOCK));
    }

    @Test
    void whereNothingCanBeWrittenNothingIsAskedAndAnEndIsStillKept() throws IOException {
        Files.writeString(folder(), "no folder");
        var asked = new AskedBuilds(folder());

        assertThatExceptionOfType(GateException.class)
                .isThrownBy(() -> asked.asks("embedded", BUILD))
                .extracting(GateException::reason)
                .isEqualTo(ReasonCode.STORE_FAILED);
        assertThat(asked.hasAsked(BUILD)).isFalse();
        asked.ended("embedded", BUILD, BLOCK);
        assertThat(asked.all()).hasSize(1);
    }

    @Test
    void aFileThatTellsNothingStaysAndStopsNobody() throws IOException {
        var asked = new AskedBuilds(folder());
        asked.asks("embedded", BUILD);
        Path torn = folder().resolve("torn.json");
        Files.writeString(torn, "{\"gate\":");

        assertThat(new AskedBuilds(folder()).all()).hasSize(1);
        assertThat(torn).exists();
    }
}
