package dev.approvalgate.server.sandbox.github;

import java.net.URI;

/** Addresses in the stand-in, for its API and for what would be pages on github.com. */
record Links(URI base) {

    String api(String path) {
        return base + path;
    }

    String repo(Repo repo) {
        return base + "/repos/" + repo.fullName();
    }

    String repo(Repo repo, String path) {
        return repo(repo) + "/" + path;
    }

    String page(String path) {
        return base + "/" + path;
    }

    String page(Repo repo, String path) {
        return base + "/" + repo.fullName() + "/" + path;
    }

    String run(Run run) {
        return repo(run.repo(), "actions/runs/" + run.id());
    }

    /** An opaque id of the kind that GraphQL uses. */
    static String node(String prefix, Object id) {
        return prefix + "_" + id;
    }
}
