/** What people who run Jenkins see: the step, its settings, and the one gate behind them. */
@NullMarked
package io.jenkins.plugins.approvalgate;

import org.jspecify.annotations.NullMarked;
