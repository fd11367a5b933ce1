/** Signs deploy tokens as JWTs and publishes the keys that verify them. */
@NullMarked
package dev.approvalgate.adapter.jwt;

import org.jspecify.annotations.NullMarked;
