package dev.approvalgate.bench;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The raw rate of signatures on all cores, by algorithm and provider: what {@link MintBenchmark} is measured against. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@Threads(Threads.MAX)
public class SigningBenchmark {

    /** As much as a token has. */
    private static final int BYTES = 1_800;

    /** What is signed with. */
    @Param({"ES256", "RS256"})
    public String algorithm;

    /** The Java platform's own provider, or the faster one. */
    @Param({"platform", "corretto"})
    public String provider;

    private final byte[] input = new byte[BYTES];
    private String name;
    private @Nullable Provider fast;
    private PrivateKey key;

    /** Makes the key. */
    @Setup
    public void prepare() throws ReflectiveOperationException, GeneralSecurityException {
        boolean elliptic = algorithm.equals("ES256");
        name = elliptic ? "SHA256withECDSAinP1363Format" : "SHA256withRSA";
        fast = provider.equals("platform")
                ? null
                : (Provider) Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
                        .getField("INSTANCE")
                        .get(null);
        String type = elliptic ? "EC" : "RSA";
        KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
        generator.initialize(
                elliptic
                        ? new ECGenParameterSpec("secp256r1")
                        : new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4));
        KeyPair pair = generator.generateKeyPair();
        KeyFactory factory = fast == null ? KeyFactory.getInstance(type) : KeyFactory.getInstance(type, fast);
        key = factory.generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
    }

    /** {@return a signature} */
    @Benchmark
    public byte[] sign() throws GeneralSecurityException {
        Signature signature = fast == null ? Signature.getInstance(name) : Signature.getInstance(name, fast);
        signature.initSign(key);
        signature.update(input);
        return signature.sign();
    }
}
