package dev.approvalgate.journeys.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Project;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The lock file names versions and checksums; where packages come from is the business of whoever installs them. */
class LockFileTest {

    @Test
    void theLockFileHoldsNoAddress() throws IOException {
        String lock = Files.readString(Project.root().resolve("src/test/node/package-lock.json"));

        assertThat(lock)
                .contains("\"integrity\"")
                .doesNotContain("\"resolved\"")
                .doesNotContain("://");
    }
}
