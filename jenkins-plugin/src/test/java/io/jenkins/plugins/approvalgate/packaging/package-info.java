/** What is installed, and what it was compiled against. */
package io.jenkins.plugins.approvalgate.packaging;
