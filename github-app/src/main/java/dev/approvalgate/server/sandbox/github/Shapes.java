package dev.approvalgate.server.sandbox.github;

import java.net.URI;
import java.util.function.Supplier;

/** All shapes, made for one address. */
record Shapes(
        Links links,
        Pages pages,
        AccountShapes accounts,
        RepoShapes repos,
        CommitShapes commits,
        RunShapes runs,
        PullShapes pulls,
        AppShapes apps,
        CheckShapes checks) {

    static Shapes of(URI base, Supplier<AppIdentity> app) {
        Links links = new Links(base);
        AccountShapes accounts = new AccountShapes(links);
        RepoShapes repos = new RepoShapes(links, accounts);
        CommitShapes commits = new CommitShapes(links, accounts);
        RunShapes runs = new RunShapes(links, accounts, repos, commits);
        PullShapes pulls = new PullShapes(links, accounts, repos);
        AppShapes apps = new AppShapes(links, accounts);
        CheckShapes checks = new CheckShapes(links, apps, app);
        return new Shapes(links, new Pages(base), accounts, repos, commits, runs, pulls, apps, checks);
    }
}
