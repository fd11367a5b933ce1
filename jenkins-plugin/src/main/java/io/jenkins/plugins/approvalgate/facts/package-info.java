/** What the controller itself knows of a build. Nothing here comes from what a script says. */
@NullMarked
package io.jenkins.plugins.approvalgate.facts;

import org.jspecify.annotations.NullMarked;
