/** What the gate counts, for Prometheus. */
@NullMarked
package dev.approvalgate.server.metrics;

import org.jspecify.annotations.NullMarked;
