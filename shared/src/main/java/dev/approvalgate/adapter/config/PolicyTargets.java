package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Action;
import dev.approvalgate.domain.approval.Environment;
import dev.approvalgate.domain.policy.AddressRange;
import dev.approvalgate.domain.policy.RegisteredIdentity;
import dev.approvalgate.domain.policy.Rule;
import dev.approvalgate.domain.policy.Target;
import dev.approvalgate.domain.policy.Target.Allowance;
import dev.approvalgate.domain.policy.Target.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code targets}. */
final class PolicyTargets {

    private static final int LONGEST_RANGE = 60;

    private final Names names = new Names("target", "targets");
    private final List<Placed> targets = new ArrayList<>();

    /** A target, and where it stands. */
    private record Placed(Target target, Value at) {}

    void read(Value list) {
        list.items().forEach(item -> target(item).ifPresent(target -> targets.add(new Placed(target, item))));
    }

    private Optional<Target> target(Value item) {
        Fields fields = item.fields(
                "id",
                "audience",
                "environments",
                "actions",
                "break_glass",
                "url",
                "proxy",
                "secret",
                "clients",
                "allow");
        Optional<String> id = fields.required("id", names::declare);
        Optional<String> audience = fields.required("audience", Words::audience);
        Optional<List<Environment>> environments =
                fields.required("environments", list -> list.some(Words::environment));
        List<Action> actions = fields.optional("actions", list -> list.some(Words::action), List.of(Action.DEPLOY));
        boolean breakGlass =
                fields.optional("break_glass", value -> value.choice(Map.of("accept", true, "refuse", false)), true);
        Optional<URI> url = fields.required("url", Urls::origin);
        Optional<Proxy> proxy = fields.required("proxy", value -> value.choice(Words.of(Proxy.class)));
        boolean open = fields.optional("secret", value -> value.choice(Map.of("required", false, "none", true)), false);
        List<AddressRange> clients = fields.optional("clients", list -> list.some(PolicyTargets::range), List.of());
        Optional<List<Allowance>> allow = fields.required("allow", list -> list.some(AllowanceReader::read));
        if (open && fields.has("clients")) {
            fields.wrong(
                    "clients",
                    "cannot be told from what just anybody says, and with secret: none anybody may ask",
                    "remove it, or remove secret and give the target a secret in gate.yaml");
        }
        return fields.build(() -> new Target(
                id.orElseThrow(),
                audience.orElseThrow(),
                Set.copyOf(environments.orElseThrow()),
                Set.copyOf(actions),
                breakGlass,
                url.orElseThrow().toString(),
                proxy.orElseThrow(),
                open,
                clients,
                allow.orElseThrow()));
    }

    private static Optional<AddressRange> range(Value value) {
        return value.text(LONGEST_RANGE).flatMap(text -> {
            Optional<AddressRange> range = AddressRange.of(text);
            return range.isPresent()
                    ? range
                    : value.refuse(
                            Quote.of(text) + " is no range of addresses",
                            "write one such as 10.0.0.0/8 or 2001:db8::/32, with zeros after its length");
        });
    }

    /** Warns of targets that no token is for, and of scopes that no token has. */
    void warn(List<Rule> rules, List<RegisteredIdentity> identities) {
        Set<String> audiences =
                rules.stream().map(rule -> rule.token().audience()).collect(Collectors.toSet());
        Set<String> scopes = identities.stream()
                .flatMap(identity -> identity.scopes().stream())
                .collect(Collectors.toSet());
        for (Placed placed : targets) {
            Target target = placed.target();
            if (!audiences.contains(target.audience())) {
                placed.at()
                        .below("audience")
                        .warn("no rule mints tokens for this audience", "correct it, or that of a rule's token");
            }
            var unknown = new TreeSet<String>();
            target.allow().forEach(one -> unknown.addAll(one.scopes()));
            unknown.removeAll(scopes);
            unknown.forEach(scope -> placed.at()
                    .below("allow")
                    .warn("no identity may have the scope " + Quote.of(scope), "correct it, or add it to an identity"));
        }
    }

    /** {@return what was read} */
    List<Target> build() {
        return targets.stream().map(Placed::target).toList();
    }
}
