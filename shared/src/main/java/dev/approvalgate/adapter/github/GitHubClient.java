package dev.approvalgate.adapter.github;

import dev.approvalgate.domain.approval.Secret;
import java.net.URI;

/**
 * A GitHub App as people sign in through it.
 *
 * @param id its client id
 * @param secret its client secret
 * @param callback where GitHub sends the browser afterwards: exactly one of the App's callback URLs
 */
public record GitHubClient(String id, Secret secret, URI callback) {}
