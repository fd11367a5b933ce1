package dev.approvalgate.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files as they are in a commit, which nobody can change afterwards. */
final class CommittedFiles {

    private final GitHubHttp http;

    CommittedFiles(GitHubHttp http) {
        this.http = http;
    }

    /**
     * Something at a path.
     *
     * @param text its text, or {@code null} where it is larger than was asked for, or no file
     */
    record Found(@Nullable String text) {}

    /**
     * {@return what a commit has at a path; empty where it has nothing there}
     *
     * @param commit its full id
     * @param path from the repository's root
     * @param most how many bytes to read at most
     * @throws GateException with {@code change_unreadable} where GitHub says anything but that there is nothing
     */
    Optional<Found> find(RunAddress at, String commit, String path, int most) {
        Route route = Route.repo(at.owner(), at.repo(), "contents")
                .below(List.of((Object[]) path.split("/")))
                .with("ref", commit);
        try {
            return Optional.of(new Found(text(http.get(at.installation(), route), most)));
        } catch (GitHubProblem e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw new GateException(ReasonCode.CHANGE_UNREADABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /** A folder is a list, and of what is larger than a mebibyte GitHub tells no content here. */
    private static @Nullable String text(JsonNode found, int most) {
        boolean readable = found.path("type").asText().equals("file")
                && found.path("encoding").asText().equals("base64")
                && found.path("size").asLong(Long.MAX_VALUE) <= most;
        if (!readable) {
            return null;
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(found.path("content").asText());
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new GateException(
                    ReasonCode.CHANGE_UNREADABLE, "GitHub's answer holds no content that we can read", e);
        }
    }
}
