/** The server host: wires the shared core to HTTP, GitHub and Slack. */
@NullMarked
package dev.approvalgate.server;

import org.jspecify.annotations.NullMarked;
