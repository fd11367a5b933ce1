package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.HostRef;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.approval.RequestId;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.token.DeployToken;
import dev.approvalgate.gate.Opening;
import dev.approvalgate.gate.Requests;
import dev.approvalgate.gate.ReviewView;
import dev.approvalgate.gate.Reviews;
import dev.approvalgate.gate.port.IdentityVerifier.Assertion;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.facts.BuildFacts.Starter;
import io.jenkins.plugins.approvalgate.facts.BuildName;
import io.jenkins.plugins.approvalgate.requests.Granted;
import io.jenkins.plugins.approvalgate.requests.PipelineRequests;
import io.jenkins.plugins.approvalgate.requests.Standing;
import io.jenkins.plugins.approvalgate.step.GateArguments;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks the gate in the same process. Who a build is says the controller, which is trusted here in any case. */
final class EmbeddedRequests implements PipelineRequests {

    static final String JOB = "job";
    static final String BUILD = "build";
    static final String BLOCK = "block";

    /** An assertion is used at once, and once. */
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final Requests requests;
    private final Reviews reviews;
    private final BuildIdentities identities;
    private final Clock clock;

    EmbeddedRequests(Requests requests, Reviews reviews, BuildIdentities identities, Clock clock) {
        this.requests = requests;
        this.reviews = reviews;
        this.identities = identities;
        this.clock = clock;
    }

    @Override
    public String open(BuildFacts build, GateArguments arguments) {
        return requests.open(new Opening(
                        identities.identity(build),
                        new HostRef(
                                HostRef.EMBEDDED,
                                Map.of(
                                        JOB,
                                        build.job(),
                                        BUILD,
                                        Integer.toString(build.number()),
                                        BLOCK,
                                        build.block())),
                        job(build),
                        starter(build.starter()),
                        new Action(arguments.action()),
                        Environment.of(arguments.environment()),
                        new Opening.Wishes(
                                arguments.service(),
                                arguments.justification(),
                                arguments.artifacts(),
                                build.parameters(),
                                arguments.scopes())))
                .value();
    }

    private @Nullable Account starter(@Nullable Starter starter) {
        return starter == null ? null : new Account(AccountKind.JENKINS, identities.realm(), starter.id());
    }

    @Override
    public Standing find(BuildFacts build, String request) {
        return standing(reviews.view(new RequestId(request)));
    }

    /** {@return how a request stands, as its build is told} */
    Standing standing(ReviewView view) {
        return Standings.of(view, identities.page(view.ask().id().value()));
    }

    @Override
    public CompletionStage<?> await(BuildFacts build, String request, Duration atMost) {
        return requests.await(new RequestId(request), atMost);
    }

    @Override
    public Granted redeem(BuildFacts build, String request, String environment) {
        DeployToken token = requests.redeem(new Assertion(
                identities.identity(build),
                UUID.randomUUID().toString(),
                clock.instant().plus(LIFE),
                environment,
                build.commit(),
                job(build),
                null,
                build.definition(),
                new RequestId(request)));
        return new Granted(token.value(), token.expiresAt());
    }

    @Override
    public void blockEnded(BuildName build, String block, String request) {
        var id = new RequestId(request);
        requests.cancel(id, ReasonCode.CANCELLED_BY_REQUESTER);
        requests.giveBackAll(id, job(build, block));
    }

    @Override
    public void buildEnded(BuildName build) {
        requests.runEnded(
                new WorkloadKey(identities.issuer(), build.job(), build.pipeline()),
                new Run(build.run(), 1),
                ReasonCode.CANCELLED_BY_HOST);
    }

    private static String job(BuildFacts build) {
        return job(build.name(), build.block());
    }

    private static String job(BuildName build, String block) {
        return build.number() + "/" + block;
    }
}
