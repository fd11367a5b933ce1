/** The command line: one class for each command, thin over the server and its parts. */
@NullMarked
package dev.approvalgate.server.cli;

import org.jspecify.annotations.NullMarked;
