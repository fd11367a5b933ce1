/** The server: assembles the core, its adapters and the HTTP surface, and starts and ends them together. */
@NullMarked
package dev.approvalgate.server;

import org.jspecify.annotations.NullMarked;
