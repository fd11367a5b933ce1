package jenkins.scm.api.mixin;

import java.io.Serializable;
import jenkins.scm.api.SCMHead;

/** What the plugin uses of {@code jenkins.scm.api.mixin.ChangeRequestSCMHead}. */
public interface ChangeRequestSCMHead extends Comparable<SCMHead>, Serializable {}
