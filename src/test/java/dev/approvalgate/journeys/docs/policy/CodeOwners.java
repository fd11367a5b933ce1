package dev.approvalgate.journeys.docs.policy;

import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Fact;
import dev.approvalgate.domain.approval.Ownership;
import dev.approvalgate.domain.approval.Ownership.OwnerSet;
import dev.approvalgate.domain.approval.Ownership.RepositoryPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The CODEOWNERS that the page prints: lines of a folder and a team, of which the last that fits counts.
 *
 * @param teams who owns each folder, in the order of the file
 */
record CodeOwners(Map<String, ExternalGroup> teams) {

    private static final long ORGANIZATION = 11;

    static CodeOwners of(Markdown section, Map<String, List<String>> members) {
        var teams = new LinkedHashMap<String, ExternalGroup>();
        section.blocks("codeowners").stream().flatMap(String::lines).forEach(line -> {
            String[] words = line.split(" +", -1);
            teams.put(words[0].substring(1), team(words[1], members));
        });
        return new CodeOwners(teams);
    }

    /** {@return who is in which team, by the team's name} */
    static Map<String, List<String>> teams(Markdown section) {
        var teams = new LinkedHashMap<String, List<String>>();
        for (List<String> cells : section.table("team on GitHub", "who is in it")) {
            teams.put(cells.get(0).replace("`", ""), Arrays.asList(cells.get(1).split(", ", -1)));
        }
        return teams;
    }

    static ExternalGroup team(String name, Map<String, List<String>> members) {
        int number = List.copyOf(members.keySet()).indexOf(name);
        if (number < 0) {
            throw new AssertionError("the page does not say who is in " + name);
        }
        return ExternalGroup.githubTeam("api.github.com", ORGANIZATION, 100 + number);
    }

    Ownership of(Collection<String> paths, Optional<String> repository) {
        Map<String, Integer> owned = new LinkedHashMap<>();
        int unowned = 0;
        for (String path : paths) {
            Optional<String> folder =
                    teams.keySet().stream().filter(path::startsWith).reduce((earlier, later) -> later);
            folder.ifPresent(found -> owned.merge(found, 1, Integer::sum));
            unowned += folder.isPresent() ? 0 : 1;
        }
        var sets = new ArrayList<OwnerSet>();
        owned.forEach(
                (folder, count) -> sets.add(new OwnerSet("/" + folder, count, Set.of(), Set.of(teams.get(folder)))));
        List<RepositoryPolicy> policies = repository
                .map(text -> new RepositoryPolicy("0".repeat(40), text))
                .map(List::of)
                .orElse(List.of());
        return new Ownership(Fact.known(sets), unowned, Fact.known(policies));
    }
}
