/** The set-up page: makes the GitHub App from a manifest, on loopback, opened with a one-time code. */
@NullMarked
package dev.approvalgate.server.setup;

import org.jspecify.annotations.NullMarked;
