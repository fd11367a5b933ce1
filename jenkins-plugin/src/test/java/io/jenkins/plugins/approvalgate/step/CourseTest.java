package io.jenkins.plugins.approvalgate.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.approvalgate.step.Course.Stopping;
import org.junit.jupiter.api.Test;

class CourseTest {

    private final Throwable cause = new IllegalStateException("stopped by ada");

    @Test
    void oneOfThemEndsAStep() {
        Course course = Course.waiting();
        assertThat(course.end()).isTrue();
        assertThat(course.end()).isFalse();
        assertThat(course.enter()).isFalse();
        assertThat(course.stop(cause)).isEqualTo(Stopping.NOTHING);
    }

    @Test
    void whatWasStoppedDoesNotRunItsBlock() {
        Course course = Course.waiting();
        assertThat(course.stop(cause)).isEqualTo(Stopping.END_STEP);
        assertThat(course.enter()).isFalse();
        assertThat(course.isWaiting()).isFalse();
    }

    @Test
    void aStopWhileTheBlockIsBeingStartedEndsTheBlock() {
        Course course = Course.waiting();
        assertThat(course.enter()).isTrue();
        assertThat(course.isStopping()).isFalse();
        assertThat(course.stop(cause)).isEqualTo(Stopping.NOTHING);
        assertThat(course.isStopping()).isTrue();
        assertThat(course.entered()).isSameAs(cause);
        assertThat(course.stop(cause)).isEqualTo(Stopping.CANCEL_BLOCK);
    }

    @Test
    void aStopBeforeTheBlockIsStartedEndsTheStep() {
        Course course = Course.waiting();
        assertThat(course.enter()).isTrue();
        assertThat(course.stop(cause)).isEqualTo(Stopping.NOTHING);
        assertThat(course.notEntered()).isSameAs(cause);
        assertThat(course.stop(cause)).isEqualTo(Stopping.NOTHING);
    }

    @Test
    void aBlockThatRunsIsCancelled() {
        Course course = Course.waiting();
        assertThat(course.enter()).isTrue();
        assertThat(course.entered()).isNull();
        assertThat(course.end()).isFalse();
        assertThat(course.stop(cause)).isEqualTo(Stopping.CANCEL_BLOCK);
        assertThat(Course.inBlock().stop(cause)).isEqualTo(Stopping.CANCEL_BLOCK);
    }
}
