package dev.approvalgate.adapter.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnersPatternTest {

    @ParameterizedTest
    @CsvSource({
        // everything
        "*,           pom.xml,                 true",
        "*,           a/b/c.txt,               true",
        "**,          a/b/c.txt,               true",
        // a name without a slash: at any depth, and what is in a folder of that name
        "*.js,        app.js,                  true",
        "*.js,        web/src/app.js,          true",
        "*.js,        web/src/app.jsx,         false",
        "Makefile,    lib/Makefile,            true",
        "Makefile,    lib/makefile,            false",
        "vendor,      vendor,                  true",
        "vendor,      a/vendor/x/y.go,         true",
        "vendor,      a/vendors/x.go,          false",
        // a slash at the end: folders only
        "apps/,       apps/web/index.html,     true",
        "apps/,       deep/apps/x,             true",
        "apps/,       apps,                    false",
        // a slash at the beginning or in the middle: from the root
        "/build/logs/, build/logs/today/a.log, true",
        "/build/logs/, x/build/logs/a.log,     false",
        "/apps/github, apps/github/x.rb,       true",
        "/apps/github, apps/github,            true",
        "/apps/github, apps/github2/x.rb,      false",
        "src/main,    src/main/App.java,       true",
        "src/main,    x/src/main/App.java,     false",
        "/README.md,  README.md,               true",
        "/README.md,  docs/README.md,          false",
        // one level only
        "docs/*,      docs/start.md,           true",
        "docs/*,      docs/build/trouble.md,   false",
        "/*,          pom.xml,                 true",
        "/*,          src/App.java,            false",
        "docs/*.md,   docs/start.md,           true",
        "docs/*.md,   docs/a/start.md,         false",
        // any depth
        "**/logs,     logs/a,                  true",
        "**/logs,     deeply/nested/logs/a/b,  true",
        "**/logs,     deeply/nested/log/a,     false",
        "docs/**,     docs/a/b.md,             true",
        "docs/**,     docs,                    false",
        "a/**/z.txt,  a/z.txt,                 true",
        "a/**/z.txt,  a/b/c/z.txt,             true",
        "a/**/z.txt,  b/z.txt,                 false",
        "**/b/**/d,   a/b/c/b/x/d,             true",
        // one character
        "v?.sql,      db/v1.sql,               true",
        "v?.sql,      db/v10.sql,              false",
        "a?b,         a/b,                     false",
        // several stars in a name
        "*-test-*.x,  a-test-b-test-c.x,       true",
        "*-test-*.x,  a-text-b.x,              false",
        // a backslash
        "'a\\ b.txt', 'x/a b.txt',             true",
        "'a\\*.txt',  'a*.txt',                true",
        "'a\\*.txt',  'ab.txt',                false",
        // slashes that can match nothing
        "/,           a,                       false",
        "a//b,        a/b,                     false"
    })
    void matchesAsGitHubSays(String pattern, String path, boolean matches) {
        assertThat(OwnersPattern.of(pattern).orElseThrow().matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!src/keep", "[a-z].txt", "x]", "\\#file", "x\\", ""})
    void whatGitHubLeavesOutOfGitignoreIsInvalid(String pattern) {
        assertThat(OwnersPattern.of(pattern)).isEmpty();
    }

    @Test
    void manyStarsDoNotMakeItSlow() {
        String stars = "*a".repeat(200) + "b";
        String folders = "**/a/".repeat(100) + "b";

        assertThat(OwnersPattern.of(stars).orElseThrow().matches("a".repeat(250)))
                .isFalse();
        assertThat(OwnersPattern.of(folders).orElseThrow().matches("a/".repeat(500) + "c"))
                .isFalse();
    }
}
