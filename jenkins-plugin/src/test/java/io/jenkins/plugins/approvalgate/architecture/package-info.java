/** Rules that the plugin's code keeps. */
package io.jenkins.plugins.approvalgate.architecture;
