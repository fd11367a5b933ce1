package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.policy.Group;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code groups}. */
final class GroupSection {

    private final PeopleSection people;
    private final Names names = new Names("group", "groups");
    private final Map<String, Group> groups = new LinkedHashMap<>();

    GroupSection(PeopleSection people) {
        this.people = people;
    }

    void read(Value mapping) {
        mapping.entries().forEach((key, value) -> {
            Optional<String> name = names.declare(key);
            Optional<Group> group = value.isMapping()
                    ? ofMapping(value, key.name())
                    : value.some(people::refer).map(ids -> Group.of(key.name(), persons(ids)));
            if (name.isPresent() && group.isPresent()) {
                groups.put(name.get(), group.get());
            }
        });
    }

    private Optional<Group> ofMapping(Value value, String name) {
        Fields fields = value.fields("people", "github_teams", "slack_user_groups");
        List<String> ids = fields.optional("people", list -> list.some(people::refer), List.of());
        Set<ExternalGroup> external = new HashSet<>();
        fields.optional("github_teams", list -> list.some(ExternalGroups::githubTeam))
                .ifPresent(external::addAll);
        fields.optional("slack_user_groups", list -> list.some(ExternalGroups::slackUserGroup))
                .ifPresent(external::addAll);
        if (fields.sound() && ids.isEmpty() && external.isEmpty()) {
            value.wrong("is an empty group", "name at least one of people, github_teams, slack_user_groups");
        }
        return fields.build(() -> new Group(name, persons(ids), external));
    }

    private static Set<PersonId> persons(List<String> ids) {
        return ids.stream().map(PersonId::new).collect(Collectors.toSet());
    }

    /** {@return the name of the group that a value refers to} */
    Optional<String> refer(Value value) {
        return names.refer(value);
    }

    /** {@return the names of the groups that a list refers to; at least one} */
    Optional<Set<String>> referToSome(Value list) {
        return list.some(names::refer).map(Set::copyOf);
    }

    /** {@return a group; empty where there is none, or it could not be read} */
    Optional<Group> find(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    Names names() {
        return names;
    }

    /** {@return what was read} */
    Collection<Group> build() {
        return List.copyOf(groups.values());
    }
}
