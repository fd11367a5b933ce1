package hudson.model;

import jenkins.management.Badge;

/** What the plugin uses of {@code hudson.model.RootAction}. */
public interface RootAction extends Action {

    default Badge getBadge() {
        throw new UnsupportedOperationException();
    }

    default boolean isPrimaryAction() {
        throw new UnsupportedOperationException();
    }
}
