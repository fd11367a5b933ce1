/** What an approval is: the ask, its votes, its decision, and the digest that binds them to one change. */
@NullMarked
package dev.approvalgate.domain.approval;

import org.jspecify.annotations.NullMarked;
