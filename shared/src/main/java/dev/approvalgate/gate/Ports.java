package dev.approvalgate.gate;

import dev.approvalgate.gate.port.ChangeSource;
import dev.approvalgate.gate.port.DecisionSink;
import dev.approvalgate.gate.port.Directory;
import dev.approvalgate.gate.port.EventStore;
import dev.approvalgate.gate.port.LinkSource;
import dev.approvalgate.gate.port.PolicySource;
import dev.approvalgate.gate.port.RequestIndex;
import dev.approvalgate.gate.port.ReviewChannel;
import dev.approvalgate.gate.port.TokenIssuer;
import dev.approvalgate.gate.port.WorkQueue;
import dev.approvalgate.gate.token.HostGrants;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Everything that the use cases need of the outside world.
 *
 * @param events the ledger
 * @param index finds requests
 * @param work the durable table of work
 * @param policies where the policy in force comes from
 * @param directory accounts and groups of every kind
 * @param links which accounts are one human's
 * @param changes reads what a run would change
 * @param channels where reviewers see requests, one for each kind
 * @param sinks ways back to CI hosts, one for each kind
 * @param tokens signs deploy tokens
 * @param hostGrants tokens of the CI host
 * @param clock the time
 * @param random a strong source of randomness
 */
public record Ports(
        EventStore events,
        RequestIndex index,
        WorkQueue work,
        PolicySource policies,
        Directory directory,
        LinkSource links,
        ChangeSource changes,
        List<ReviewChannel> channels,
        List<DecisionSink> sinks,
        TokenIssuer tokens,
        HostGrants hostGrants,
        Clock clock,
        RandomGenerator random) {

    public Ports {
        channels = List.copyOf(channels);
        sinks = List.copyOf(sinks);
    }

    /** {@return the same with another directory} */
    Ports reading(Directory other) {
        return new Ports(
                events,
                index,
                work,
                policies,
                other,
                links,
                changes,
                channels,
                sinks,
                tokens,
                hostGrants,
                clock,
                random);
    }
}
