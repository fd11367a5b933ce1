package io.jenkins.plugins.approvalgate.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LibrariesTest {

    private static final String COMMIT = "0".repeat(40);
    private static final String OTHER = "1".repeat(40);

    @Test
    void nameAndVersionAreShownWithTheRemarkInFront() {
        assertThat(Libraries.shown("tools", "feature/v2.1+3_x", true)).isEqualTo("tools@feature/v2.1+3_x");
        assertThat(Libraries.shown("tools", "main", false)).isEqualTo("(in the sandbox) tools@main");
        assertThat(new Libraries(true, List.of()).text()).isEqualTo("none so far");
        assertThat(new Libraries(false, List.of()).text()).isEqualTo("unknown");
    }

    /** Whoever writes a script names the library that it brings, and its version. */
    @Test
    void threat18_aLibrarysVersionPassesForNoOtherLibrary() {
        assertThat(Libraries.shown("shared", "v2, audit@v1", false))
                .isEqualTo("(in the sandbox) shared@v2⟦U+002C⟧⟦U+0020⟧audit⟦U+0040⟧v1");
        assertThat(Libraries.shown("(in the sandbox) tools", "v1", true)).doesNotContain("(", " ", ")");
        assertThat(Libraries.shown("tools", "⟦U+0040⟧", true)).isNotEqualTo(Libraries.shown("tools", "@", true));
        assertThat(Libraries.shown("t\u043eols", "v\u202e\ud83d\ude00", true))
                .isEqualTo("t⟦U+043E⟧ols@v⟦U+202E⟧⟦U+1F600⟧");
    }

    @Test
    void commitsAreWholeWhereEveryLibraryWasReadFromOne() {
        var libraries = new Libraries(true, List.of("tools@v1", "utils@v1"));
        assertThat(libraries.commits(List.of(COMMIT), 2))
                .as("two of one repository")
                .isEqualTo(COMMIT);
        assertThat(libraries.commits(List.of(COMMIT, OTHER), 2)).isEqualTo(COMMIT + ", " + OTHER);
        assertThat(new Libraries(true, List.of()).commits(List.of(), 0)).isEmpty();
    }

    @Test
    void threat08_aLibraryOfAnUnknownCommitIsNotHiddenBehindAnothers() {
        var libraries = new Libraries(true, List.of("tools@v1", "utils@v1"));
        assertThat(libraries.commits(List.of(COMMIT), 1)).isEqualTo("unknown, " + COMMIT);
        assertThat(libraries.commits(List.of(), 0)).isEqualTo("unknown");
        assertThat(new Libraries(false, List.of()).commits(List.of(COMMIT), 1)).isEqualTo("unknown, " + COMMIT);
    }
}
