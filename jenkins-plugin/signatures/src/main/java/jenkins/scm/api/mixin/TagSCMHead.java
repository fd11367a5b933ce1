package jenkins.scm.api.mixin;

/** What the plugin uses of {@code jenkins.scm.api.mixin.TagSCMHead}. */
public interface TagSCMHead {}
