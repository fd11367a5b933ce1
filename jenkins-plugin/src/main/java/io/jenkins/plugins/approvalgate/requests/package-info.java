/** What builds do with the gate, the same in either mode. */
@NullMarked
package io.jenkins.plugins.approvalgate.requests;

import org.jspecify.annotations.NullMarked;
