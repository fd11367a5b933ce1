/**
 * Hand-written fakes of every port, with the true semantics where a use case depends on them, and builders of what tests ask for.
 */
@NullMarked
package dev.approvalgate.gate.fake;

import org.jspecify.annotations.NullMarked;
