/** The sandbox's pretended company: its people, its repository with a believable history, and the files of an installation of the gate. */
@NullMarked
package dev.approvalgate.server.sandbox.world;

import org.jspecify.annotations.NullMarked;
