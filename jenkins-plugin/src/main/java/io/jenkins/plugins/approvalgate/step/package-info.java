/** The {@code approvalGate} step while it runs: asks, waits without a thread, and hands the token to its block. */
@NullMarked
package io.jenkins.plugins.approvalgate.step;

import org.jspecify.annotations.NullMarked;
