/** Puts the policies that the documentation prints to the requests that it tells of. */
@NullMarked
package dev.approvalgate.journeys.docs.policy;

import org.jspecify.annotations.NullMarked;
