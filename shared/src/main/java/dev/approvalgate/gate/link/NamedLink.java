package dev.approvalgate.gate.link;

import dev.approvalgate.domain.policy.AccountLink;
import dev.approvalgate.domain.policy.LinkId;

/**
 * A link with its name.
 *
 * @param id the name
 * @param link the link
 */
public record NamedLink(LinkId id, AccountLink link) {}
