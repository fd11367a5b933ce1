/** Timers and outward effects as rows of work: one table, one loop, a handler for each kind. */
@NullMarked
package dev.approvalgate.gate.work;

import org.jspecify.annotations.NullMarked;
