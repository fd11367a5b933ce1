package dev.approvalgate.adapter.jwt;

import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.KeyVault;
import dev.approvalgate.gate.port.SigningKeyStore;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * What keys are made of and kept in.
 *
 * @param events where everything that happens to keys is recorded
 * @param store where keys lie
 * @param vault what seals their private parts
 * @param clock the time
 * @param random source of new keys
 */
public record KeySources(EventStore events, SigningKeyStore store, KeyVault vault, Clock clock, SecureRandom random) {}
