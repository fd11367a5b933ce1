package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.LoopbackServer;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * GitHub on loopback, for the sandbox and for tests: the REST API that the product uses, webhooks, and the identity tokens of Actions, over an
 * in-memory model that scenarios drive through this class. Safe for use by several threads.
 */
public final class GitHubStandIn implements AutoCloseable {

    private final LoopbackServer server;
    private final World world;
    private final Webhooks webhooks;
    private final Payloads payloads;
    private final OidcIssuer issuer;
    private final OAuthRoutes oauth;
    private volatile AppIdentity app;

    private GitHubStandIn(LoopbackServer server, Clock clock) {
        this.server = server;
        this.world = new World(clock, server.base());
        this.app = new AppIdentity(
                world.nextId(),
                "Approval Gate",
                AppIdentity.DEFAULT_PERMISSIONS,
                AppIdentity.DEFAULT_EVENTS,
                world.now());
        Shapes shapes = Shapes.of(server.base(), this::app);
        this.webhooks = new Webhooks(world, this::app);
        this.payloads = new Payloads(world, shapes, this::app);
        this.issuer = new OidcIssuer(URI.create(server.base() + OidcRoutes.ISSUER_PATH));
        this.oauth = new OAuthRoutes(world, shapes, this::app);
        world.listen(new World.Events() {
            @Override
            public void deploymentRequested(Job job) {
                webhooks.send(
                        "deployment_protection_rule", "requested", job.run().repo(), payloads.protectionRule(job));
            }

            @Override
            public void runChanged(Run run, String action) {
                webhooks.send("workflow_run", action, run.repo(), payloads.workflowRun(run, action));
            }
        });
        register(shapes);
    }

    private void register(Shapes shapes) {
        Access access = new Access(world, this::app);
        Api api = new Api(server, world, access);
        new AppRoutes(world, access, shapes, this::app).register(api);
        new HookRoutes(webhooks, shapes.pages(), this::app).register(api);
        new ManifestRoutes(world, shapes, made -> app = made).register(api);
        oauth.register(api);
        new RunRoutes(world, shapes).register(api);
        new CheckRoutes(world, shapes).register(api);
        new PullRoutes(shapes).register(api);
        new TeamRoutes(world, access, shapes).register(api);
        new BranchRoutes(world, access, shapes).register(api);
        ChangeRoutes changes = new ChangeRoutes(world, access, shapes);
        changes.register(api);
        changes.registerCommit(api);
        new OidcRoutes(world, issuer).register(server);
    }

    /**
     * Starts a stand-in with an App of fresh keys and no repositories, in pull mode.
     *
     * @param clock the time that tokens, assertions and records live by
     * @param port the port on 127.0.0.1, or 0 for any free one
     */
    public static GitHubStandIn start(Clock clock, int port) {
        return new GitHubStandIn(LoopbackServer.start(port), clock);
    }

    /** Starts a stand-in on any free port. */
    public static GitHubStandIn start(Clock clock) {
        return start(clock, 0);
    }

    /** The base of the REST API. */
    public URI base() {
        return server.base();
    }

    /** The HTTP server: for interceptors, for the journal, and to allow the origin of a set-up page. */
    public LoopbackServer server() {
        return server;
    }

    /** The App that is installed: the one made from a manifest last, else the one made at the start. */
    public AppIdentity app() {
        return app;
    }

    /** How many tokens of people who signed in through the App are alive. */
    public int personalTokens() {
        synchronized (world) {
            return oauth.living();
        }
    }

    /** The issuer of the jobs' identity tokens. */
    public OidcIssuer oidc() {
        return issuer;
    }

    /** Delivers webhooks to an address from now on; null goes back to pull mode, in which they are only recorded. */
    public void webhookUrl(@Nullable URI url) {
        app.webhookUrl(url);
    }

    /** Changes the form of the payloads sent from now on. */
    public void payloadStyle(PayloadStyle style) {
        payloads.style = style;
    }

    /** Makes a person known. */
    public Account user(long id, String login) {
        return world.know(Account.user(id, login));
    }

    /** Founds a team, which has no members and may do nothing yet. */
    public Team team(Account organization, long id, String slug) {
        synchronized (world) {
            Team made = new Team(world, id, organization, slug);
            world.teams.put(id, made);
            return made;
        }
    }

    /** Makes a machine account known. */
    public Account bot(long id, String login) {
        return world.know(Account.bot(id, login));
    }

    /**
     * Creates an empty repository, and installs the App on its owner for all repositories unless it is installed there already. An unknown owner
     * becomes an organization.
     *
     * @param fullName owner and name, such as {@code acme/payments}
     */
    public Repo repository(String fullName, long id, boolean isPrivate) {
        String[] parts = fullName.split("/", 2);
        synchronized (world) {
            if (world.repo(parts[0], parts[1]).isPresent() || world.repos.containsKey(id)) {
                throw new IllegalArgumentException("Repository " + fullName + " or the id " + id + " exists already.");
            }
            Account owner =
                    world.account(parts[0]).orElseGet(() -> world.know(Account.organization(world.nextId(), parts[0])));
            Repo repo = new Repo(world, id, owner, parts[1], isPrivate);
            world.repos.put(id, repo);
            if (world.installations.values().stream().noneMatch(i -> i.account().id() == owner.id())) {
                install(owner, Set.of());
            }
            return repo;
        }
    }

    /**
     * Installs the App on an account, replacing its installation there.
     *
     * @param repositories the ids of the selected repositories; empty for all
     * @return the installation's id
     */
    public long install(Account owner, Set<Long> repositories) {
        synchronized (world) {
            uninstall(owner);
            Installation made = new Installation(world.nextId(), owner, Set.copyOf(repositories), world.now());
            world.installations.put(made.id(), made);
            return made.id();
        }
    }

    /** Removes the App from an account; its tokens there stop working. */
    public void uninstall(Account owner) {
        synchronized (world) {
            world.installations.values().removeIf(i -> i.account().id() == owner.id());
        }
    }

    /** Starts a workflow run and sends {@code workflow_run.requested}. The commit must exist in the repository. */
    public Run startRun(Repo repo, RunSpec spec) {
        synchronized (world) {
            repo.history.get(spec.sha());
            world.know(spec.actor());
            long earlier = world.runs.values().stream()
                    .filter(run -> run.repo() == repo && run.spec().workflow().equals(spec.workflow()))
                    .count();
            Run run = new Run(world, repo, spec, (int) earlier + 1);
            world.runs.put(run.id(), run);
            world.events().runChanged(run, "requested");
            return run;
        }
    }

    /** Starts a run caused by a push to the default branch. */
    public Run startRun(Repo repo, String workflow, String sha, Account actor) {
        return startRun(repo, RunSpec.push(workflow, sha, actor));
    }

    /** The App's own check runs on a commit, oldest first. */
    public List<ShownCheck> checks(String sha) {
        synchronized (world) {
            return world.checks.values().stream()
                    .filter(check -> check.app().equals(CheckRun.OUR_APP)
                            && check.headSha().equals(sha))
                    .map(ShownCheck::of)
                    .toList();
        }
    }

    /**
     * Presses a button of one of the App's completed check runs and sends {@code check_run.requested_action}.
     *
     * @throws IllegalStateException where the check run shows no such button
     */
    public void clickCheckAction(long checkRunId, String identifier, Account sender) {
        synchronized (world) {
            CheckRun check = world.checks.get(checkRunId);
            if (check == null || !check.offers(identifier)) {
                throw new IllegalStateException("Check run " + checkRunId + " shows no button " + identifier + ".");
            }
            Map<String, Object> payload = payloads.requestedAction(check, identifier, world.know(sender));
            webhooks.send("check_run", "requested_action", check.repo(), payload);
        }
    }

    /** Sends {@code ping}, as GitHub does when a webhook is set up. */
    public void ping() {
        synchronized (world) {
            webhooks.send("ping", null, null, payloads.ping());
        }
    }

    /** The deliveries of the last three days, newest first; those on their way are not among them. */
    public List<Delivery> deliveries() {
        return webhooks.deliveries();
    }

    /** Forgets what was delivered, as GitHub does after three days: nobody can ask for it again. */
    public void forgetDeliveries() {
        webhooks.forget();
    }

    /** Delivers a recorded webhook again, under the same guid. */
    public void redeliver(Delivery delivery) {
        webhooks.redeliver(delivery);
    }

    /** The identity token that a job's runner would get for an audience, whatever state the job is in. */
    public String mintIdToken(Job job, String audience) {
        return mintIdToken(job, audience, Map.of());
    }

    /** The same with some claims replaced, for forgeries; it is signed like the real one. */
    public String mintIdToken(Job job, String audience, Map<String, ?> replaced) {
        synchronized (world) {
            Map<String, Object> claims =
                    new HashMap<>(JobClaims.of(job, issuer.issuer().toString(), audience, world.now()));
            claims.putAll(replaced);
            return issuer.sign(claims);
        }
    }

    /** Stops the server and gives up deliveries that are on their way. */
    @Override
    public void close() {
        webhooks.close();
        server.close();
    }
}
