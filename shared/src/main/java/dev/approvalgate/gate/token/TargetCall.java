package dev.approvalgate.gate.token;

import dev.approvalgate.domain.approval.Secret;
import dev.approvalgate.domain.policy.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A request to a target, as its proxy tells of it.
 *
 * @param token the deploy token that came with it
 * @param proven whether the token was shown as one that is bound to a key ({@code DPoP}, RFC 9449)
 * @param proof the proof of that key that came with it, or {@code null} where none did, or several
 * @param method of HTTP
 * @param address path and query, as the request's line had them
 * @param client where it came from, or {@code null} where the proxy does not say
 */
public record TargetCall(
        Secret token,
        boolean proven,
        @Nullable Secret proof,
        String method,
        String address,
        @Nullable IpAddress client) {}
