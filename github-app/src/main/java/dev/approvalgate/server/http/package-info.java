/** The HTTP surface: thin servlets over the use cases, on listeners that are bounded in size, depth, time and number. */
@NullMarked
package dev.approvalgate.server.http;

import org.jspecify.annotations.NullMarked;
