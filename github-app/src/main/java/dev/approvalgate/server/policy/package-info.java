/** The policy file while the server runs: where it came from, and what happens when it changes. */
@NullMarked
package dev.approvalgate.server.policy;

import org.jspecify.annotations.NullMarked;
