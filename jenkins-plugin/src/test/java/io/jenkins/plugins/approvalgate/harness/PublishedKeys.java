package io.jenkins.plugins.approvalgate.harness;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.LocatorAdapter;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.JwkSet;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import org.jvnet.hudson.test.JenkinsRule;

/** The keys that a controller publishes, as a target fetches them: without signing in. */
final class PublishedKeys extends LocatorAdapter<Key> {

    private final JwkSet keys;

    private PublishedKeys(JwkSet keys) {
        this.keys = keys;
    }

    static PublishedKeys of(JenkinsRule jenkins) throws Exception {
        try (JenkinsRule.WebClient anonymous = jenkins.createWebClient()) {
            String document = anonymous
                    .goTo("approval-gate/jwks", "application/json")
                    .getWebResponse()
                    .getContentAsString();
            return new PublishedKeys(Jwks.setParser().build().parse(document));
        }
    }

    /** {@return what a token says}, if one of the keys signed it */
    Claims verify(String token) {
        return Jwts.parser().keyLocator(this).build().parseSignedClaims(token).getPayload();
    }

    @Override
    protected Key locate(JwsHeader header) {
        return keys.getKeys().stream()
                .filter(key -> header.getKeyId().equals(key.getId()))
                .map(Jwk::toKey)
                .findFirst()
                .orElseThrow();
    }
}
