/** What Jenkins shows of the gate, and what reaches the gate through Jenkins. */
@NullMarked
package io.jenkins.plugins.approvalgate.web;

import org.jspecify.annotations.NullMarked;
