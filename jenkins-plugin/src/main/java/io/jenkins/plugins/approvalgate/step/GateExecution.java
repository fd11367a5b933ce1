package io.jenkins.plugins.approvalgate.step;

import dev.approvalgate.gate.VisibleText;
import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.plugins.approvalgate.GateService;
import io.jenkins.plugins.approvalgate.facts.BuildFacts;
import io.jenkins.plugins.approvalgate.facts.BuildReader;
import io.jenkins.plugins.approvalgate.requests.Granted;
import io.jenkins.plugins.approvalgate.requests.PipelineRequests;
import io.jenkins.plugins.approvalgate.requests.Standing;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;

/**
 * One {@code approvalGate} that runs. It holds no thread: each move is made by {@link Moves} on the gate's own pool, and may be made
 * again after a restart, since the gate tells the same request for the same block. What is kept with the build is the request's id and
 * the time to give up.
 */
public final class GateExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final int MOST_LINE = 2_000;

    private final GateArguments arguments;
    private long giveUpAt;
    private @Nullable String request;
    private volatile boolean inBlock;
    private volatile @Nullable BodyExecution body;

    private transient @Nullable Course course;
    private transient @Nullable Moves moves;
    private transient volatile @Nullable Standing standing;
    private transient volatile @Nullable String trouble;

    /** Prepares to ask. */
    public GateExecution(StepContext context, GateArguments arguments) {
        super(context);
        this.arguments = arguments;
    }

    @Override
    public boolean start() throws Exception {
        giveUpAt = arguments.giveUpAt(System.currentTimeMillis());
        PauseMarks.begin(getContext());
        moves().soon();
        return false;
    }

    @Override
    public void onResume() {
        if (!inBlock) {
            moves().soon();
        } else if (body == null) {
            // Saved between the two. To ask again could run the block twice.
            moves().withdraw();
            getContext()
                    .onFailure(new AbortException("Approval Gate: Jenkins ended while the block began. Run the build"
                            + " again; what this one was given ends with it"));
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        switch (course().stop(cause)) {
            case END_STEP -> {
                moves().withdraw();
                PauseMarks.end(getContext());
                getContext().onFailure(cause);
            }
            case CANCEL_BLOCK -> {
                BodyExecution running = body;
                if (running != null) {
                    running.cancel(cause);
                }
            }
            case NOTHING -> Moves.LOG.debug("a step was stopped that ends already");
        }
    }

    @Override
    public @Nullable String getStatus() {
        String problem = trouble;
        if (problem != null) {
            return problem;
        }
        Standing seen = standing;
        if (inBlock) {
            return "allowed, the block runs";
        }
        return seen == null ? "asking" : Glance.at(seen).sentence();
    }

    /** {@return what the script says} */
    public GateArguments arguments() {
        return arguments;
    }

    /** {@return the request's id, once there is one} */
    public @Nullable String request() {
        return request;
    }

    /** {@return how the request stood when it was last looked at; {@code null} before that} */
    public @Nullable Standing standing() {
        return standing;
    }

    long giveUpAt() {
        return giveUpAt;
    }

    /** {@return the build as the controller knows it now} */
    public BuildFacts facts() throws IOException, InterruptedException {
        return BuildReader.read(run(), block());
    }

    /** {@return the build} */
    public Run<?, ?> run() throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        if (run == null) {
            throw new AbortException("the build is gone");
        }
        return run;
    }

    /** {@return the id of the step in the build's flow graph} */
    String block() throws IOException, InterruptedException {
        FlowNode node = getContext().get(FlowNode.class);
        if (node == null) {
            throw new AbortException("the step is gone from the build's flow graph");
        }
        return node.getId();
    }

    void asked(String id) {
        request = id;
        var unused = getContext().saveState();
    }

    void looked(Standing seen) throws IOException, InterruptedException {
        standing = seen;
        trouble = null;
        if (GateService.get().asksServer()) {
            AskedOfServer.note(run(), arguments.environment(), block(), seen);
        }
    }

    /** Says once why nothing moves; it is tried again. */
    void hindered(String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            say(why);
        }
    }

    void say(String line) {
        try {
            TaskListener listener = getContext().get(TaskListener.class);
            if (listener != null) {
                listener.getLogger().println("[approvalGate] " + VisibleText.line(line, MOST_LINE));
            }
        } catch (IOException e) {
            Moves.LOG.debug("a line could not be written to the build's console", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean hasBlock() {
        return getContext().hasBody();
    }

    /** Goes on without a block. */
    void succeed(Standing decided) {
        if (course().end()) {
            PauseMarks.end(getContext());
            getContext().onSuccess(Result.of(decided));
        }
    }

    /** Ends the build's way here, closed. */
    void fail(String why) {
        if (course().end()) {
            PauseMarks.end(getContext());
            getContext().onFailure(new AbortException("Approval Gate: " + VisibleText.line(why, MOST_LINE)));
        }
    }

    /**
     * Runs the block with the token, which nothing outside it sees. The token of a build that was stopped meanwhile is ended at once; one
     * that is stopped while its block begins has it cancelled, and the end of the block ends the token.
     */
    void enter(Granted granted) throws IOException, InterruptedException {
        String id = String.valueOf(request);
        Secret token = Secret.fromString(granted.token().reveal());
        if (!course().enter()) {
            moves().withdraw();
            return;
        }
        BodyExecution begun = null;
        try {
            BodyInvoker block = getContext()
                    .newBodyInvoker()
                    .withContext(EnvironmentExpander.merge(
                            getContext().get(EnvironmentExpander.class), new TokenEnvironment(token)))
                    .withContext(TaskListenerDecorator.merge(
                            getContext().get(TaskListenerDecorator.class), new TokenMask(token)))
                    .withCallback(new BlockEnd(block(), id));
            if (!course().isStopping()) {
                inBlock = true;
                begun = block.start();
                body = begun;
            }
        } finally {
            if (begun == null) {
                notEntered();
            }
        }
        if (begun != null) {
            entered(begun);
        }
    }

    private void entered(BodyExecution begun) {
        Throwable cause = course().entered();
        if (cause != null) {
            begun.cancel(cause);
        }
        PauseMarks.end(getContext());
        var unused = getContext().saveState();
    }

    private void notEntered() {
        inBlock = false;
        moves().withdraw();
        Throwable cause = course().notEntered();
        PauseMarks.end(getContext());
        getContext()
                .onFailure(cause != null ? cause : new AbortException("Approval Gate: the block could not be started"));
    }

    boolean isStopped() {
        return !course().isWaiting();
    }

    /** Not kept: of a build that was read from disk, the block runs or it does not. */
    private synchronized Course course() {
        if (course == null) {
            course = inBlock ? Course.inBlock() : Course.waiting();
        }
        return course;
    }

    /** {@return its moves, the same ones as long as it is in memory} */
    synchronized Moves moves() {
        if (moves == null) {
            moves = new Moves(this);
        }
        return moves;
    }

    /** Looks again now: the gate was set up anew. */
    public void lookAgain() {
        if (!isStopped()) {
            moves().soon();
        }
    }

    /** {@return the gate as it is set up now} */
    static PipelineRequests gate() {
        return GateService.get().requests();
    }
}
