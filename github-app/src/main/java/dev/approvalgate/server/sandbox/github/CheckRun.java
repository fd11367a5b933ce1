package dev.approvalgate.server.sandbox.github;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check run. Guarded by the world's lock. */
final class CheckRun {

    /** The App that signs in to the stand-in. */
    static final String OUR_APP = "";

    /** The App that GitHub Actions reports its jobs as. */
    static final String ACTIONS_APP = "github-actions";

    /** Some other App. */
    static final String OTHER_APP = "other-checks";

    /** A button: each of the three texts has its own limit. */
    record Action(String label, String description, String identifier) {}

    /** What the check shows. */
    record Output(
            @Nullable String title,
            @Nullable String summary,
            @Nullable String text) {}

    private final long id;
    private final Repo repo;
    private final String headSha;
    private final String app;
    private final Instant startedAt;
    String name;
    String status = "queued";

    @Nullable
    String conclusion;

    @Nullable
    Instant completedAt;

    @Nullable
    String detailsUrl;

    @Nullable
    String externalId;

    Output output = new Output(null, null, null);
    List<Action> actions = List.of();

    CheckRun(long id, Repo repo, String headSha, String name, String app, Instant startedAt) {
        this.id = id;
        this.repo = repo;
        this.headSha = headSha;
        this.name = name;
        this.app = app;
        this.startedAt = startedAt;
    }

    long id() {
        return id;
    }

    Repo repo() {
        return repo;
    }

    String headSha() {
        return headSha;
    }

    String app() {
        return app;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Completes the check; a null conclusion puts it in progress. */
    void finish(@Nullable String how, Instant at) {
        conclusion = how;
        status = how == null ? "in_progress" : "completed";
        completedAt = how == null ? null : at;
    }

    /** Buttons show only on a completed check. */
    boolean offers(String identifier) {
        return status.equals("completed")
                && actions.stream().anyMatch(a -> a.identifier().equals(identifier));
    }
}
