/** Pages for people in their browsers. */
@NullMarked
package dev.approvalgate.server.web;

import org.jspecify.annotations.NullMarked;
