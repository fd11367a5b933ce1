package io.jenkins.plugins.approvalgate.embedded;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.approval.ReasonCode;
import dev.approvalgate.domain.policy.AccountStanding;
import dev.approvalgate.gate.port.Directory;
import hudson.model.User;
import hudson.security.SecurityRealm;
import hudson.security.UserMayOrMayNotExistException2;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** What the controller's security realm says of its users. */
final class JenkinsUsers implements Directory {

    private final String realm;

    JenkinsUsers(String realm) {
        this.realm = realm;
    }

    @Override
    public Map<Account, AccountStanding> standings(Collection<Account> accounts, Freshness freshness) {
        Map<Account, AccountStanding> standings = new HashMap<>();
        accounts.forEach(account -> standings.put(account, standing(account)));
        return standings;
    }

    private AccountStanding standing(Account account) {
        if (account.kind() != AccountKind.JENKINS || !account.realm().equals(realm)) {
            return AccountStanding.UNKNOWN;
        }
        SecurityRealm users = Jenkins.get().getSecurityRealm();
        if (users == SecurityRealm.NO_AUTHENTICATION) {
            // Anybody could say to be anybody.
            return AccountStanding.UNKNOWN;
        }
        try {
            UserDetails details = users.loadUserByUsername2(account.id());
            return details.isEnabled() && details.isAccountNonExpired() && details.isAccountNonLocked()
                    ? AccountStanding.ACTIVE
                    : AccountStanding.DEACTIVATED;
        } catch (UserMayOrMayNotExistException2 e) {
            // Some realms (single sign-on) know people only while they sign in.
            return User.getById(account.id(), false) == null ? AccountStanding.UNKNOWN : AccountStanding.ACTIVE;
        } catch (UsernameNotFoundException e) {
            return AccountStanding.DEACTIVATED;
        } catch (AuthenticationException e) {
            throw new GateException(
                    ReasonCode.DIRECTORY_UNREADABLE,
                    "Jenkins' security realm does not answer for " + account + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public Map<ExternalGroup, Set<Account>> members(Collection<ExternalGroup> groups, Freshness freshness) {
        if (groups.isEmpty() || freshness == Freshness.KNOWN) {
            return Map.of();
        }
        throw new GateException(
                ReasonCode.DIRECTORY_UNREADABLE,
                groups.iterator().next() + " cannot be read: its system is not connected to this controller");
    }

    @Override
    public Map<Account, String> names(Collection<Account> accounts) {
        Map<Account, String> names = new HashMap<>();
        for (Account account : accounts) {
            User user = account.realm().equals(realm) ? User.getById(account.id(), false) : null;
            if (user != null) {
                names.put(account, user.getDisplayName());
            }
        }
        return names;
    }
}
