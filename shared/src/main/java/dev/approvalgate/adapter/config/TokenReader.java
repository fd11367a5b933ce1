package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.policy.GitHubTerms;
import dev.approvalgate.domain.policy.Rule.Possession;
import dev.approvalgate.domain.policy.Rule.TokenTerms;
import dev.approvalgate.domain.token.DeployToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what an approval is good for. */
final class TokenReader {

    /** The largest matrix of jobs on GitHub. */
    static final int MOST_JOBS = 256;

    private static final Map<String, Possession> POSSESSION = Words.of(Possession.class);
    private static final Map<String, String> ALGORITHMS = Map.of("ES256", "ES256", "RS256", "RS256");
    private static final Duration SHORTEST = TimingReader.SHORTEST;
    private static final Duration LONGEST_VALIDITY = TimingReader.LONGEST_WAIT;
    private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(15);
    private static final Duration DEFAULT_VALIDITY = Duration.ofHours(1);

    private TokenReader() {}

    static Optional<TokenTerms> read(Value value) {
        Fields fields =
                value.fields("lifetime", "validity", "audience", "max_jobs", "scopes", "dpop", "algorithm", "github");
        Duration lifetime = fields.optional(
                "lifetime", time -> time.duration(SHORTEST, DeployToken.LONGEST_LIFETIME), DEFAULT_LIFETIME);
        Duration validity =
                fields.optional("validity", time -> time.duration(SHORTEST, LONGEST_VALIDITY), DEFAULT_VALIDITY);
        if (lifetime.compareTo(validity) > 0) {
            fields.wrong(
                    fields.has("lifetime") ? "lifetime" : "validity",
                    "a token's lifetime (" + Durations.write(lifetime)
                            + ") must not exceed the validity of the approval (" + Durations.write(validity)
                            + ")",
                    "shorten the lifetime, or lengthen the validity");
        }
        Optional<String> audience = fields.required("audience", Words::audience);
        int maxJobs = fields.optional("max_jobs", number -> number.integer(1, MOST_JOBS), 1);
        List<String> scopes = fields.optional("scopes", list -> list.some(Words::scope), List.of());
        Possession possession = fields.optional("dpop", word -> word.choice(POSSESSION), Possession.OPTIONAL);
        Optional<String> algorithm = fields.optional("algorithm", TokenReader::algorithm);
        Optional<GitHubTerms> github = fields.optional("github", GitHubTermsReader::read);
        if (github.isPresent() && possession == Possession.REQUIRED) {
            fields.wrong("github", "GitHub's tokens cannot be bound to a key", "remove it, or write dpop: optional");
        }
        return fields.build(() -> new TokenTerms(
                lifetime,
                validity,
                audience.orElseThrow(),
                maxJobs,
                Set.copyOf(scopes),
                possession,
                algorithm.orElse(null),
                github.orElse(null)));
    }

    /** {@return a JWS algorithm that tokens can be signed with} */
    static Optional<String> algorithm(Value value) {
        return value.choice(ALGORITHMS);
    }
}
