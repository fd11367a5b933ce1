/** The plugin in a real Jenkins. */
package dev.approvalgate.journeys.jenkins;
