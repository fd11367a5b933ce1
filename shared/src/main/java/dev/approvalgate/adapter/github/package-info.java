/** GitHub: facts re-read from its API, check runs as a review channel, answers to waiting runs, and the App's own administration. */
@NullMarked
package dev.approvalgate.adapter.github;

import org.jspecify.annotations.NullMarked;
