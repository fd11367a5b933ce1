/** Deploy tokens after their mint: which of them live, and how they are given back. */
@NullMarked
package dev.approvalgate.gate.token;

import org.jspecify.annotations.NullMarked;
