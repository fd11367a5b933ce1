package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.RegisteredIdentity.Rate;
import dev.approvalgate.domain.policy.RegisteredIdentity.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code identities}. */
final class IdentitySection {

    private static final Pattern PROJECT =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/ %+(),-]{0,253}[A-Za-z0-9._/%+(),-])?");
    private static final Pattern PIPELINE = Pattern.compile("(?!/)(?!.*(?:^|/)\\.\\.?(?:/|$))[^@\\\\]{1,255}(?<!/)");

    private static final Pattern CLAIM = Pattern.compile("[A-Za-z][A-Za-z0-9_./:-]{0,99}");
    private static final Pattern ANY = Pattern.compile(".{1,500}");
    private static final int MOST_REQUESTS = 10_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final GroupSection groups;
    private final Names names = new Names("identity", "identities");
    private final Map<WorkloadKey, List<Match>> workloads = new HashMap<>();
    private final List<Placed> identities = new ArrayList<>();

    IdentitySection(GroupSection groups) {
        this.groups = groups;
    }

    /** An identity, and where it stands. */
    record Placed(RegisteredIdentity identity, Value at) {}

    /** What an identity matches. */
    private record Match(String id, Map<String, String> claims) {

        /** {@return whether some workload could match both} */
        boolean meets(Match other) {
            return claims.entrySet().stream()
                    .allMatch(claim ->
                            claim.getValue().equals(other.claims.getOrDefault(claim.getKey(), claim.getValue())));
        }
    }

    void read(Value list) {
        list.items().forEach(item -> identity(item).ifPresent(identity -> identities.add(new Placed(identity, item))));
    }

    private Optional<RegisteredIdentity> identity(Value item) {
        Fields fields = item.fields(
                "id",
                "issuer",
                "project",
                "pipeline",
                "claims",
                "owner",
                "state",
                "actions",
                "environments",
                "scopes",
                "rate");
        Optional<String> id = fields.required("id", names::declare);
        Optional<String> issuer = fields.required("issuer", Urls::issuer);
        Optional<String> project = fields.required(
                "project",
                value -> value.textOrNumber(PROJECT, "the repository's number or the job's id at the issuer"));
        Optional<String> pipeline = fields.required(
                "pipeline",
                value -> value.matching(
                        PIPELINE, "a path within the project without a ref, such as .github/workflows/deploy.yml"));
        Map<String, String> claims = fields.optional("claims", IdentitySection::claims, Map.of());
        if (fields.sound()) {
            var workload = new WorkloadKey(issuer.orElseThrow(), project.orElseThrow(), pipeline.orElseThrow());
            alone(workload, new Match(id.orElseThrow(), claims), item);
        }
        Optional<String> owner = fields.required("owner", groups::refer);
        State state = fields.optional("state", value -> value.choice(Words.of(State.class)), State.ACTIVE);
        List<Action> actions = fields.optional("actions", value -> value.some(Words::action), List.of(Action.DEPLOY));
        Optional<List<Environment>> environments =
                fields.required("environments", value -> value.some(Words::environment));
        List<String> scopes = fields.optional("scopes", value -> value.any(Words::scope), List.of());
        Optional<Rate> rate = fields.optional("rate", IdentitySection::rate);
        return fields.build(() -> new RegisteredIdentity(
                id.orElseThrow(),
                new WorkloadKey(issuer.orElseThrow(), project.orElseThrow(), pipeline.orElseThrow()),
                claims,
                owner.orElseThrow(),
                state,
                Set.copyOf(actions),
                Set.copyOf(environments.orElseThrow()),
                Set.copyOf(scopes),
                rate.orElse(null)));
    }

    private void alone(WorkloadKey workload, Match match, Value item) {
        List<Match> others = workloads.computeIfAbsent(workload, key -> new ArrayList<>());
        others.stream()
                .filter(match::meets)
                .findFirst()
                .ifPresent(
                        other -> item.wrong(
                                "can match the same pipeline as the identity " + Quote.of(other.id()),
                                "issuer, project and pipeline together must be of one identity, unless a claim has different values; remove one"));
        others.add(match);
    }

    private static Optional<Map<String, String>> claims(Value value) {
        int before = value.problems().count();
        var claims = new LinkedHashMap<String, String>();
        value.entries().forEach((key, wanted) -> {
            if (!CLAIM.matcher(key.name()).matches()) {
                key.at().wrong("is no claim's name", "write it as its issuer does, such as ref");
            }
            wanted.textOrNumber(ANY, "the claim's whole value").ifPresent(text -> {
                if (claims.putIfAbsent(key.name(), text) != null) {
                    key.at().wrong("is there twice", "remove one");
                }
            });
        });
        return value.problems().count() == before ? Optional.of(claims) : Optional.empty();
    }

    private static Optional<Rate> rate(Value value) {
        Fields fields = value.fields("requests", "per");
        Optional<Integer> requests = fields.required("requests", number -> number.integer(1, MOST_REQUESTS));
        Optional<Duration> per = fields.required("per", time -> time.duration(SHORTEST, LONGEST));
        return fields.build(() -> new Rate(requests.orElseThrow(), per.orElseThrow()));
    }

    /** {@return the identity that a value refers to} */
    Optional<String> refer(Value value) {
        return names.refer(value);
    }

    /** {@return what was read, in the order of the file} */
    List<Placed> placed() {
        return List.copyOf(identities);
    }

    /** {@return the identities alone} */
    List<RegisteredIdentity> build() {
        return identities.stream().map(Placed::identity).toList();
    }
}
