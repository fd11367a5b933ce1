package io.jenkins.plugins.approvalgate.settings;

import dev.approvalgate.domain.settings.SettingsChanged.Way;
import hudson.security.ACL;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Who saves settings, as far as the controller knows.
 *
 * @param way how
 * @param user the id of a user, or {@code null} where it is the controller itself, nobody who signed in, or not known
 */
public record SettingsAuthor(Way way, @Nullable String user) {

    /** Nobody saved them while the controller ran. */
    public static final SettingsAuthor UNKNOWN = new SettingsAuthor(Way.FOUND, null);

    private static final String CODE = "io.jenkins.plugins.casc.";

    /** {@return whoever this thread works for} */
    public static SettingsAuthor current() {
        Authentication authentication = Jenkins.getAuthentication2();
        boolean nobody = ACL.SYSTEM2.equals(authentication) || ACL.isAnonymous2(authentication);
        return new SettingsAuthor(isCode() ? Way.CODE : Way.SAVED, nobody ? null : authentication.getName());
    }

    /** Configuration as code sets what a person could have set too, and leaves no other trace than that it does so now. */
    private static boolean isCode() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().startsWith(CODE)));
    }
}
