/** Conditions of the policy in Google's Common Expression Language, bounded in what they may cost. */
@NullMarked
package dev.approvalgate.adapter.cel;

import org.jspecify.annotations.NullMarked;
