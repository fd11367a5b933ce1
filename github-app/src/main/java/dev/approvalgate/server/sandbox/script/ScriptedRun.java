package dev.approvalgate.server.sandbox.script;

import dev.approvalgate.server.sandbox.github.Commit;
import dev.approvalgate.server.sandbox.play.Sandbox;
import java.time.Duration;

/** Plays the whole story without a person. */
public final class ScriptedRun {

    private ScriptedRun() {}

    /**
     * Plays all acts; a step that does not hold ends the story.
     *
     * @param patience how long a step may wait for what it expects
     * @return whether every step held
     */
    public static boolean play(Sandbox sandbox, Report report, Duration patience) {
        Stage stage = new Stage(sandbox, report, patience);
        try {
            Acts acts = new Acts(stage);
            Commit running = acts.firstDeployment();
            Acts.Deployed second = acts.secondDeployment(running);
            acts.twoApprovers();
            new EmergencyAct(stage).play();
            new RevocationAct(stage).play();
            acts.rerunRejected(second);
            acts.hostileThenCancelled();
            new LedgerAct(stage).play();
            return true;
        } catch (StepFailed e) {
            return false;
        }
    }
}
