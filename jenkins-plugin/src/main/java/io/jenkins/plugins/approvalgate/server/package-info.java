/** The gate as a server of its own: builds prove themselves to it with tokens that the controller signs. */
@NullMarked
package io.jenkins.plugins.approvalgate.server;

import org.jspecify.annotations.NullMarked;
