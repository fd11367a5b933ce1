package dev.approvalgate.journeys.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.journeys.tools.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of {@code docs/recipes}, with the addresses of its example replaced by those of a test. */
final class Recipe {

    private final String text;

    private Recipe(String text) {
        this.text = text;
    }

    static Recipe of(String file) {
        try {
            return new Recipe(
                    Files.readString(Project.root().resolve("docs/recipes").resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces an address everywhere; it must be there. */
    Recipe with(String example, String real) {
        assertThat(text).as("the recipe no longer holds what the test replaces").contains(example);
        return new Recipe(text.replace(example, real));
    }

    /** {@return the same with something before it} */
    Recipe after(String head) {
        return new Recipe(head + text);
    }

    Path write(Path file) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
