package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Call;
import java.util.List;

/** Pull requests, their reviews and commits. */
final class PullRoutes {

    private final Shapes shapes;

    PullRoutes(Shapes shapes) {
        this.shapes = shapes;
    }

    void register(Api api) {
        String read = "pull_requests:read";
        Pages pages = shapes.pages();
        api.repo("GET", "/commits/{sha}/pulls", read, (call, repo) -> {
            List<Pull> pulls =
                    repo.pulls.stream().filter(p -> p.contains(call.var("sha"))).toList();
            return pages.list(call, pulls, shapes.pulls()::listed);
        });
        api.repo(
                "GET",
                "/pulls/{number}",
                read,
                (call, repo) -> Json.answer(200, shapes.pulls().full(pull(call, repo))));
        api.repo("GET", "/pulls/{number}/reviews", read, (call, repo) -> {
            Pull pull = pull(call, repo);
            return pages.list(call, pull.reviews, review -> shapes.pulls().review(pull, review));
        });
        api.repo(
                "GET",
                "/pulls/{number}/commits",
                read,
                (call, repo) -> pages.list(
                        call,
                        pull(call, repo).commits(),
                        commit -> shapes.commits().listed(repo, commit)));
        api.repo("GET", "/pulls/{number}/files", read, (call, repo) -> {
            Pull pull = pull(call, repo);
            return pages.list(
                    call,
                    pull.changes(),
                    file -> shapes.commits().file(repo, pull.head().sha(), file));
        });
    }

    private static Pull pull(Call call, Repo repo) {
        long number = Api.id(call, "number");
        return repo.pulls.stream().filter(p -> p.number() == number).findFirst().orElseThrow(Errors::notFound);
    }
}
