/** GitHub's side of the server: deliveries into the durable inbox, and what each of them means. */
@NullMarked
package dev.approvalgate.server.github;

import org.jspecify.annotations.NullMarked;
