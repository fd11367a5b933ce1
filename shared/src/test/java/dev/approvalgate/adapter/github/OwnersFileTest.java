package dev.approvalgate.adapter.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.adapter.github.OwnersFile.Entry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnersFileTest {

    private static final String SHOP = """
            # Everything, unless a later line says otherwise.
            *           @acme/everybody @root

            *.sql       @dba   # also in folders
            /docs/*     @writer
            /billing/   @acme/billing @ada
            /billing/generated
            /billing/generated/keep.txt @ada
            contact.txt help@example.com
            """;

    private static List<String> owners(String text, String path) {
        return OwnersFile.parse(text)
                .orElseThrow()
                .deciding(path)
                .map(Entry::owners)
                .orElse(List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "README.md,                  '@acme/everybody,@root'",
        "db/V1.sql,                  @dba",
        "billing/V2.sql,             '@acme/billing,@ada'",
        "docs/start.md,              @writer",
        "docs/deep/start.md,         '@acme/everybody,@root'",
        "billing/Invoice.java,       '@acme/billing,@ada'",
        "billing/generated/A.java,   ''",
        "billing/generated/keep.txt, @ada",
        "contact.txt,                help@example.com"
    })
    void theLastPatternThatMatchesCounts(String path, String owners) {
        assertThat(String.join(",", owners(SHOP, path))).isEqualTo(owners);
    }

    @Test
    void aPatternWithoutOwnersIsNotTheSameAsNoPattern() {
        OwnersFile file = OwnersFile.parse("/a/ @ada\n/a/b\n").orElseThrow();

        assertThat(file.deciding("a/b/c").map(Entry::pattern)).contains("/a/b");
        assertThat(file.deciding("z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* ada",
                "* @",
                "* @acme/",
                "* @acme/a/b",
                "* @a@b",
                "!* @bob",
                "[Section] @bob",
                "\\#* @bob",
                "* @bob, @eve",
                "* @bob#and-not"
            })
    void aLineThatIsWrongIsSkipped(String line) {
        assertThat(owners("* @before\n" + line + "\n", "x.txt")).containsExactly("@before");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*\t@ada\t@bob", "  *   @ada  @bob  ", "* @ada @bob # @eve", "* @ada @bob #@eve", "* @ada @bob\r"
            })
    void blanksAndCommentsDoNotCount(String line) {
        assertThat(owners(line + "\n", "x.txt")).containsExactly("@ada", "@bob");
    }

    @Test
    void aBlankInAPathIsEscaped() {
        assertThat(owners("/my\\ files/ @ada", "my files/x")).containsExactly("@ada");
    }

    @Test
    void whatIsTooLongToApplyIsNotHalfApplied() {
        assertThat(OwnersFile.parse("a @ada\n".repeat(10_001))).isEmpty();
        assertThat(OwnersFile.parse("x".repeat(2000) + " @ada\n")).isEmpty();
        assertThat(OwnersFile.parse("# " + "x".repeat(200_000) + "\n")).isPresent();
    }

    @Test
    void aFileThatCannotBeAppliedLeavesNothingWithoutOwners() {
        OwnersFile file = OwnersFile.nobodys("CODEOWNERS, which is too large");

        Optional<Entry> entry = file.deciding("any/where.txt");

        assertThat(entry).map(Entry::pattern).contains("CODEOWNERS, which is too large");
        assertThat(entry.orElseThrow().owners()).isNotEmpty();
    }
}
