/** What the portable build does itself, because Jenkins' own annotation processor cannot be had without Jenkins' repository. */
@NullMarked
package dev.approvalgate.jenkins;

import org.jspecify.annotations.NullMarked;
