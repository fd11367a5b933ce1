package io.jenkins.plugins.approvalgate.facts;

/**
 * Which build: of which job and definition, both as they were when it started, and which number. A job that is deleted and made anew counts
 * from one again, so the time of the build is part of its name.
 *
 * @param job full name of the job
 * @param pipeline path of the pipeline definition
 * @param number the build's number
 * @param scheduledAt when it was scheduled, in milliseconds since 1970
 */
public record BuildName(String job, String pipeline, int number, long scheduledAt) {

    /** {@return what the gate calls the run} */
    public String run() {
        return number + "-" + scheduledAt;
    }

    /** {@return the build's number, of a name that {@link #run()} made} */
    public static String number(String run) {
        int dash = run.indexOf('-');
        return dash < 0 ? run : run.substring(0, dash);
    }
}
