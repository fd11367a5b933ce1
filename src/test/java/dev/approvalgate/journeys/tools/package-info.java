/** Finds and runs the programs that the tests need beyond a JDK. */
@NullMarked
package dev.approvalgate.journeys.tools;

import org.jspecify.annotations.NullMarked;
