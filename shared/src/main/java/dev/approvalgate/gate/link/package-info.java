/** People link their own accounts: what is recorded of it, the steps of one attempt, and who is told. */
@NullMarked
package dev.approvalgate.gate.link;

import org.jspecify.annotations.NullMarked;
