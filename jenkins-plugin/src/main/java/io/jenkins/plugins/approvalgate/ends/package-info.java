/** What has ended and the gate must be told, kept on disk until it knows. */
@NullMarked
package io.jenkins.plugins.approvalgate.ends;

import org.jspecify.annotations.NullMarked;
