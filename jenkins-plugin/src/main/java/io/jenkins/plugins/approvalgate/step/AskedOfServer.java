package io.jenkins.plugins.approvalgate.step;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.approvalgate.requests.Standing;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a build asked of a server and what became of it, kept with the build: the server tells it to nobody but the build, and only while it
 * runs. Written when it is asked and when it moves; holds nothing that the console does not say.
 */
public final class AskedOfServer extends InvisibleAction {

    private static final Object LOCK = new Object();

    private volatile ArrayList<Kept> kept = new ArrayList<>();

    /** {@return the build's requests, oldest first} */
    public static List<Kept> of(Run<?, ?> run) {
        AskedOfServer asked = run.getAction(AskedOfServer.class);
        return asked == null ? List.of() : List.copyOf(asked.kept);
    }

    /** Keeps how a request stands, where that is news. */
    static void note(Run<?, ?> run, String environment, String node, Standing seen) {
        if (isNews(run, new Kept(environment, node, seen))) {
            try {
                run.save();
            } catch (IOException e) {
                Moves.LOG.warn("what became of {} could not be kept with its build", seen.request(), e);
            }
        }
    }

    private static boolean isNews(Run<?, ?> run, Kept now) {
        synchronized (LOCK) {
            AskedOfServer asked = run.getAction(AskedOfServer.class);
            if (asked == null) {
                asked = new AskedOfServer();
                run.addAction(asked);
            }
            var all = new ArrayList<>(asked.kept);
            for (int i = 0; i < all.size(); i++) {
                Kept before = all.get(i);
                if (before.request.equals(now.request)) {
                    if (before.standing().equals(now.standing())) {
                        return false;
                    }
                    all.set(i, now);
                    asked.kept = all;
                    return true;
                }
            }
            all.add(now);
            asked.kept = all;
            return true;
        }
    }

    /** One request. Its fields are those of {@link Standing}, as Jenkins writes them to disk. */
    public static final class Kept {

        private final String environment;
        private final String node;
        private final String request;
        private final String state;
        private final String outcome;
        private final @Nullable String reason;
        private final String sentence;
        private final ArrayList<String> by;
        private final ArrayList<String> said;
        private final String deadline;
        private final @Nullable String decidedAt;
        private final @Nullable String link;

        Kept(String environment, String node, Standing seen) {
            this.environment = environment;
            this.node = node;
            this.request = seen.request();
            this.state = seen.state().name();
            this.outcome = seen.outcome();
            this.reason = seen.reason();
            this.sentence = seen.sentence();
            this.by = new ArrayList<>(seen.by());
            this.said = new ArrayList<>(seen.said());
            this.deadline = seen.deadline().toString();
            Instant at = seen.decidedAt();
            this.decidedAt = at == null ? null : at.toString();
            this.link = seen.link();
        }

        /** {@return where the build wants to go} */
        public String environment() {
            return environment;
        }

        /** {@return id of the step that asked} */
        public String node() {
            return node;
        }

        /** {@return how the request stood when it was last looked at} */
        public Standing standing() {
            return new Standing(
                    request,
                    Standing.State.valueOf(state),
                    outcome,
                    reason,
                    sentence,
                    by,
                    said,
                    Instant.parse(deadline),
                    decidedAt == null ? null : Instant.parse(decidedAt),
                    link);
        }
    }
}
