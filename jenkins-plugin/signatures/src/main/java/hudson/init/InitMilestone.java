package hudson.init;

/** What the plugin uses of {@code hudson.init.InitMilestone}. */
public enum InitMilestone {
    STARTED,
    SYSTEM_CONFIG_LOADED,
    SYSTEM_CONFIG_ADAPTED,
    JOB_LOADED,
    COMPLETED;
}
