/** The loopback stand-in for Slack: its Web API, its interactions, Socket Mode, and a page that shows the conversation. */
@NullMarked
package dev.approvalgate.server.sandbox.slack;

import org.jspecify.annotations.NullMarked;
