package io.jenkins.plugins.approvalgate.web;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;
import org.jvnet.localizer.ResourceBundleHolder;

/**
 * Who may see requests and use their buttons in Jenkins. Whether a vote then counts is the policy's to say: these permissions can only
 * keep people away.
 */
public final class GatePermissions {

    private static final PermissionGroup GROUP = new PermissionGroup(GatePermissions.class, text("title"));

    /** Sees requests. */
    public static final Permission VIEW = permission("View");

    /** Approves and rejects, as far as the policy lets them. */
    public static final Permission VOTE = permission("Vote");

    private GatePermissions() {}

    private static Permission permission(String name) {
        return new Permission(GROUP, name, text(name + ".description"), Jenkins.READ, PermissionScope.JENKINS);
    }

    private static Localizable text(String key) {
        return new Localizable(ResourceBundleHolder.get(GatePermissions.class), key);
    }

    /** Makes them known before anybody reads who has which permission. */
    @Initializer(before = InitMilestone.SYSTEM_CONFIG_LOADED)
    public static void register() {
        VIEW.getEnabled();
        VOTE.getEnabled();
    }
}
