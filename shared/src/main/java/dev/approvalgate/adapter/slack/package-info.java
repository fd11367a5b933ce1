/** Slack: where reviewers see requests and answer them. Everything of Slack's own client stays inside this package. */
@NullMarked
package dev.approvalgate.adapter.slack;

import org.jspecify.annotations.NullMarked;
