/** The rules: who may ask for what, who must say yes, and the pure function that answers whether they have. */
@NullMarked
package dev.approvalgate.domain.policy;

import org.jspecify.annotations.NullMarked;
