package dev.approvalgate.adapter.jwt;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Amazon Corretto Crypto Provider where it is there and its native part can be loaded: it signs twice (RS256) to twenty times (ES256)
 * as fast as the Java platform. Where not, the platform's own providers do the same. It is used for our own signatures only, and not made
 * known to the rest of the process.
 */
final class FastProvider {

    private static final Logger LOG = LoggerFactory.getLogger(FastProvider.class);
    private static final String CLASS = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    /** A system property that, set to {@code platform}, keeps the provider out. */
    private static final String CHOICE = "approvalgate.signatures";

    private static final @Nullable Provider PROVIDER = load();

    private FastProvider() {}

    private static @Nullable Provider load() {
        if ("platform".equals(System.getProperty(CHOICE))) {
            return null;
        }
        try {
            Class<?> type = Class.forName(CLASS);
            var provider = (Provider) type.getField("INSTANCE").get(null);
            type.getMethod("assertHealthy").invoke(provider);
            return provider;
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.info("tokens are signed by the Java platform: {} cannot be loaded here", CLASS);
            return null;
        }
    }

    static Signature signature(SigningAlgorithm algorithm) throws GeneralSecurityException {
        return PROVIDER == null || PROVIDER.getService("Signature", algorithm.signature()) == null
                ? Signature.getInstance(algorithm.signature())
                : Signature.getInstance(algorithm.signature(), PROVIDER);
    }

    static KeyFactory keys(SigningAlgorithm algorithm) throws GeneralSecurityException {
        return PROVIDER == null || PROVIDER.getService("Signature", algorithm.signature()) == null
                ? KeyFactory.getInstance(algorithm.keyType())
                : KeyFactory.getInstance(algorithm.keyType(), PROVIDER);
    }
}
