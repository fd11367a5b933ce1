/** A whole installation for one test: Slack and GitHub as loopback stand-ins, the real server between them, and people who act. */
@NullMarked
package dev.approvalgate.journeys.world;

import org.jspecify.annotations.NullMarked;
