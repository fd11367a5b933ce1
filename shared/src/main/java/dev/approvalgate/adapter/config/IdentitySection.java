package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.approval.WorkloadKey;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.RegisteredIdentity.State;
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

    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,254}");
    private static final Pattern PIPELINE = Pattern.compile("(?!/)(?!.*(?:^|/)\\.\\.?(?:/|$))[^@\\\\]{1,255}(?<!/)");

    private final PeopleSection people;
    private final Names names = new Names("identity", "identities");
    private final Map<WorkloadKey, String> workloads = new HashMap<>();
    private final Map<String, RegisteredIdentity> identities = new LinkedHashMap<>();

    IdentitySection(PeopleSection people) {
        this.people = people;
    }

    void read(Value list) {
        list.items().forEach(item -> identity(item).ifPresent(identity -> identities.put(identity.id(), identity)));
    }

    private Optional<RegisteredIdentity> identity(Value item) {
        Fields fields = item.fields(
                "id", "issuer", "project", "pipeline", "owner", "state", "actions", "environments", "scopes");
        Optional<String> id = fields.required("id", names::declare);
        Optional<String> issuer = fields.required("issuer", Urls::issuer);
        Optional<String> project = fields.required(
                "project",
                value -> value.textOrNumber(PROJECT, "the repository's number or the job's id at the issuer"));
        Optional<String> pipeline = fields.required(
                "pipeline",
                value -> value.matching(
                        PIPELINE, "a path within the project without a ref, such as .github/workflows/deploy.yml"));
        if (issuer.isPresent() && project.isPresent() && pipeline.isPresent()) {
            var workload = new WorkloadKey(issuer.get(), project.get(), pipeline.get());
            String other = workloads.putIfAbsent(workload, id.orElse("another identity"));
            if (other != null) {
                item.wrong(
                        "matches the same pipeline as the identity \"" + other + "\"",
                        "issuer, project and pipeline together must be of one identity; remove one");
            }
        }
        Optional<String> owner = fields.required("owner", people::refer);
        State state = fields.optional("state", value -> value.choice(Words.of(State.class)), State.ACTIVE);
        List<Action> actions = fields.optional("actions", value -> value.some(Words::action), List.of(Action.DEPLOY));
        Optional<List<Environment>> environments =
                fields.required("environments", value -> value.some(Words::environment));
        List<String> scopes = fields.optional("scopes", value -> value.any(Words::scope), List.of());
        return fields.build(() -> new RegisteredIdentity(
                id.orElseThrow(),
                new WorkloadKey(issuer.orElseThrow(), project.orElseThrow(), pipeline.orElseThrow()),
                Map.of(),
                owner.orElseThrow(),
                state,
                Set.copyOf(actions),
                Set.copyOf(environments.orElseThrow()),
                Set.copyOf(scopes),
                null));
    }

    /** {@return the identity that a value refers to} */
    Optional<String> refer(Value value) {
        return names.refer(value);
    }

    /** {@return an identity; empty where there is none, or it could not be read} */
    Optional<RegisteredIdentity> find(String id) {
        return Optional.ofNullable(identities.get(id));
    }

    /** {@return what was read} */
    List<RegisteredIdentity> build() {
        return new ArrayList<>(identities.values());
    }
}
