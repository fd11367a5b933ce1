/** The plugin in a Jenkins that the official build starts. The portable build leaves this package out. */
@NullMarked
package io.jenkins.plugins.approvalgate.harness;

import org.jspecify.annotations.NullMarked;
