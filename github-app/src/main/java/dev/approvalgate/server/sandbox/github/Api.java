package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.LoopbackServer;
import dev.approvalgate.server.loopback.Refusal;
import dev.approvalgate.server.loopback.RouteHandler;
import java.util.UUID;

/** Registers API routes with what all of them share: the lock, who may call, and GitHub's standard headers. */
final class Api {

    /** Serves the calls of a route below a repository. */
    @FunctionalInterface
    interface RepoHandler {
        Answer handle(Call call, Repo repo) throws Exception;
    }

    private final LoopbackServer server;
    private final World world;
    private final Access access;

    Api(LoopbackServer server, World world, Access access) {
        this.server = server;
        this.world = world;
        this.access = access;
    }

    /** A route for anybody. */
    void open(String method, String template, RouteHandler handler) {
        server.route(method, template, call -> {
            synchronized (world) {
                return standard(call, handler);
            }
        });
    }

    /** A route for the App itself. */
    void app(String method, String template, RouteHandler handler) {
        open(method, template, call -> {
            access.app(call);
            return handler.handle(call);
        });
    }

    /** A route for any installation token. */
    void token(String method, String template, RouteHandler handler) {
        open(method, template, call -> {
            access.grant(call);
            return handler.handle(call);
        });
    }

    /** A route below a repository, for installation tokens with a permission such as {@code checks:write}. */
    void repo(String method, String path, String permission, RepoHandler handler) {
        open(method, "/repos/{owner}/{repo}" + path, call -> {
            access.grant(call);
            Repo repo = world.repo(call.var("owner"), call.var("repo")).orElseThrow(Errors::notFound);
            access.require(call, repo, permission);
            return handler.handle(call, repo);
        });
    }

    /** A path variable that must be a number. */
    static long id(Call call, String name) {
        try {
            return Long.parseLong(call.var(name));
        } catch (NumberFormatException e) {
            throw Errors.notFound();
        }
    }

    private Answer standard(Call call, RouteHandler handler) throws Exception {
        Answer answer;
        try {
            answer = handler.handle(call);
        } catch (Refusal e) {
            answer = e.answer();
        }
        long reset = world.now().plusSeconds(3600).getEpochSecond();
        return answer.with("X-GitHub-Media-Type", "github.v3; format=json")
                .with("X-GitHub-Request-Id", UUID.randomUUID().toString())
                .with("X-RateLimit-Limit", "5000")
                .with("X-RateLimit-Remaining", "4999")
                .with("X-RateLimit-Used", "1")
                .with("X-RateLimit-Resource", "core")
                .with("X-RateLimit-Reset", String.valueOf(reset));
    }
}
