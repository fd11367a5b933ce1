package dev.approvalgate.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.server.docs.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever adds a path or a reason describes it in {@code docs/reference.md}. */
class HttpReferenceTest {

    @Test
    void namesEveryRoute() {
        List<String> paths = Stream.concat(
                        Surface.routes().stream(),
                        new AdminEndpoints(() -> "", null, out -> 0, null, null).servlets().keySet().stream())
                // What answers everything else has no name of its own.
                .filter(path -> !path.equals("/"))
                .map(path -> path.isEmpty() ? "/" : path.replace("/*", "/"))
                .toList();
        List<String> described = Reference.names("HTTP").stream()
                .filter(name -> name.contains(" "))
                .map(name -> name.substring(name.indexOf(' ') + 1))
                .toList();

        assertThat(paths)
                .contains("/metrics", "/oauth2/token")
                .allSatisfy(path -> assertThat(described).anyMatch(name -> covers(path, name)));
        assertThat(described).allSatisfy(name -> assertThat(paths).anyMatch(path -> covers(path, name)));
    }

    private static boolean covers(String path, String described) {
        return path.equals(described) || (path.endsWith("/") && path.length() > 1 && described.startsWith(path));
    }

    @Test
    void namesEveryReasonWithItsStatus() {
        List<String> codes =
                Arrays.stream(ReasonCode.values()).map(ReasonCode::code).toList();
        String section = Reference.section("Reason codes");

        assertThat(Reference.names("Reason codes")).containsExactlyElementsOf(codes);
        for (ReasonCode reason : ReasonCode.values()) {
            assertThat(section)
                    .as(reason.code())
                    .containsPattern("(?m)^\\| `" + reason.code() + "` \\| " + Statuses.of(reason) + "\\b");
        }
    }
}
