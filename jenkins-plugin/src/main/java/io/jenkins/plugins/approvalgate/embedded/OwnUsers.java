package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.Person;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.Policy;
import io.jenkins.plugins.approvalgate.facts.UserIds;
import jenkins.model.Jenkins;

/** The controller's users as a policy writes them. */
final class OwnUsers {

    private OwnUsers() {}

    /**
     * {@return the policy}
     *
     * @throws GateException with {@code configuration_invalid} where it writes a user's id as the controller never does: that account
     *     would be nobody's, and its bearer a stranger to what they started
     */
    static Policy checked(Policy policy, String realm) {
        for (Person person : policy.people().all()) {
            for (Account account : person.accounts()) {
                if (account.kind() == AccountKind.JENKINS && account.realm().equals(realm)) {
                    check(person, account.id());
                }
            }
        }
        return policy;
    }

    private static void check(Person person, String id) {
        String written = UserIds.key(Jenkins.get().getSecurityRealm(), id);
        if (!written.equals(id)) {
            throw new GateException(
                    ReasonCode.CONFIGURATION_INVALID,
                    "the policy writes a Jenkins account of " + person.id().value() + " as " + id
                            + ", but this controller does not tell capitals apart; write " + written);
        }
    }
}
