/** The controller's settings, as the gate needs them, and how they are tried out. */
@NullMarked
package io.jenkins.plugins.approvalgate.settings;

import org.jspecify.annotations.NullMarked;
