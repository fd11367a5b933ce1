package io.jenkins.plugins.approvalgate.facts;

import hudson.model.Item;
import jenkins.model.Jenkins;

/** Which jobs are shown to everybody, and with them the consoles of their builds. */
public final class PublicJobs {

    private PublicJobs() {}

    /**
     * {@return whether those who have not signed in may see a job; also where it cannot be found}
     *
     * @param fullName the job's
     */
    public static boolean isPublic(String fullName) {
        Item job = Jenkins.get().getItemByFullName(fullName);
        return job == null || job.getACL().hasPermission2(Jenkins.ANONYMOUS2, Item.READ);
    }
}
