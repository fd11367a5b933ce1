package io.jenkins.plugins.approvalgate.facts;

import hudson.security.SecurityRealm;

/** Writes ids of users so that two spellings of one id are one. */
public final class UserIds {

    private UserIds() {}

    /** {@return the id as the realm compares it; most realms do not tell capitals apart} */
    public static String key(SecurityRealm realm, String id) {
        return realm.getUserIdStrategy().keyFor(id);
    }
}
