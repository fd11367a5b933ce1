/** The page that shows the pretended Slack conversation, and lets a person act in it as any of the workspace's people. */
@NullMarked
package dev.approvalgate.server.sandbox.page;

import org.jspecify.annotations.NullMarked;
