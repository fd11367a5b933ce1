package io.jenkins.plugins.approvalgate.step;

import org.jspecify.annotations.Nullable;

/**
 * How far one step has come. Its result, its block and a stop from outside come from different threads; exactly one of them has it, and a
 * stop is never lost: one that comes while the block is being started is kept until it can be told to the block.
 */
final class Course {

    private enum Stage {
        WAITING,
        ENTERING,
        IN_BLOCK,
        OVER
    }

    private Stage stage;
    private @Nullable Throwable stop;

    private Course(Stage stage) {
        this.stage = stage;
    }

    /** {@return that of a step that waits} */
    static Course waiting() {
        return new Course(Stage.WAITING);
    }

    /** {@return that of a step whose block ran already when its build was read from disk} */
    static Course inBlock() {
        return new Course(Stage.IN_BLOCK);
    }

    /** {@return whether the caller ends the step: it did wait until now} */
    synchronized boolean end() {
        if (stage != Stage.WAITING) {
            return false;
        }
        stage = Stage.OVER;
        return true;
    }

    /** {@return whether the caller starts the block: the step did wait until now} */
    synchronized boolean enter() {
        if (stage != Stage.WAITING) {
            return false;
        }
        stage = Stage.ENTERING;
        return true;
    }

    /** {@return whether a stop has come before the block has begun; the caller then {@linkplain #notEntered leaves} it} */
    synchronized boolean isStopping() {
        return stop != null;
    }

    /** Says that the block has begun. {@return why it must end at once; {@code null} where it need not} */
    synchronized @Nullable Throwable entered() {
        stage = Stage.IN_BLOCK;
        return stop;
    }

    /** Says that the block has not begun and never will; the caller ends the step. {@return why it was stopped; {@code null} if it was not} */
    synchronized @Nullable Throwable notEntered() {
        stage = Stage.OVER;
        return stop;
    }

    /** What whoever stops a step has to do. */
    enum Stopping {
        /** End the step: it waited. */
        END_STEP,
        /** Cancel the block. */
        CANCEL_BLOCK,
        /** Nothing: the step is over, or whoever starts the block sees to it. */
        NOTHING
    }

    /** {@return what the caller has to do to stop it} */
    synchronized Stopping stop(Throwable cause) {
        return switch (stage) {
            case WAITING -> {
                stage = Stage.OVER;
                yield Stopping.END_STEP;
            }
            case ENTERING -> {
                stop = cause;
                yield Stopping.NOTHING;
            }
            case IN_BLOCK -> Stopping.CANCEL_BLOCK;
            case OVER -> Stopping.NOTHING;
        };
    }

    /** {@return whether the step still waits} */
    synchronized boolean isWaiting() {
        return stage == Stage.WAITING;
    }
}
