/** The gate inside the controller: its store, its keys, Slack, and the controller's own users. */
@NullMarked
package io.jenkins.plugins.approvalgate.embedded;

import org.jspecify.annotations.NullMarked;
