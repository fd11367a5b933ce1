package dev.approvalgate.adapter.github;

import dev.approvalgate.adapter.github.OwnersFile.Entry;
import dev.approvalgate.domain.approval.ExternalGroup;
import dev.approvalgate.domain.approval.Ownership.OwnerSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who owns the paths that a change touches, by the CODEOWNERS of one commit or of several. */
final class CodeOwners {

    private static final int LARGEST = 256 * 1024;

    /** Names beyond these are not looked up, and so have no authority. */
    private static final int MOST_NAMES = 200;

    private final CommittedFiles files;
    private final OwnerNames names;

    CodeOwners(CommittedFiles files, OwnerNames names) {
        this.files = files;
        this.names = names;
    }

    /**
     * Owners of some paths.
     *
     * @param sets one for each pattern and its owners
     * @param unowned how many paths nobody owns at some commit
     */
    record Owned(List<OwnerSet> sets, int unowned) {
        Owned {
            sets = List.copyOf(sets);
        }
    }

    private record Line(String pattern, List<String> owners) {}

    /** {@return who owns the paths at any of the commits} */
    Owned of(Set<String> paths, RunAddress at, Collection<String> commits) {
        var owned = new LinkedHashMap<Line, Set<String>>();
        var unowned = new HashSet<String>();
        for (String commit : commits) {
            OwnersFile file = file(at, commit);
            for (String path : paths) {
                Optional<Entry> entry = file.deciding(path);
                if (entry.isEmpty() || entry.get().owners().isEmpty()) {
                    unowned.add(path);
                } else {
                    var line = new Line(entry.get().pattern(), entry.get().owners());
                    owned.computeIfAbsent(line, key -> new HashSet<>()).add(path);
                }
            }
        }
        return new Owned(named(owned, at), unowned.size());
    }

    /** {@return everybody who is named at any of the commits, for paths that are not known: one of them may belong to nobody} */
    Owned ofAnything(RunAddress at, Collection<String> commits) {
        var owned = new LinkedHashMap<Line, Set<String>>();
        for (String commit : commits) {
            for (Entry entry : file(at, commit).owned()) {
                owned.put(new Line(entry.pattern(), entry.owners()), Set.of(entry.pattern()));
            }
        }
        return new Owned(named(owned, at), 1);
    }

    private OwnersFile file(RunAddress at, String commit) {
        for (String place : OwnersFile.PLACES) {
            Optional<CommittedFiles.Found> found = files.find(at, commit, place, LARGEST);
            if (found.isPresent()) {
                String text = found.get().text();
                return Optional.ofNullable(text)
                        .flatMap(OwnersFile::parse)
                        .orElseGet(() -> OwnersFile.nobodys(place + ", which is too large to be read"));
            }
        }
        return OwnersFile.EMPTY;
    }

    private List<OwnerSet> named(Map<Line, Set<String>> owned, RunAddress at) {
        var sets = new ArrayList<OwnerSet>();
        var lookedUp = new HashSet<String>();
        owned.forEach((line, paths) -> {
            Set<ExternalGroup> groups = new LinkedHashSet<>();
            for (String name : line.owners()) {
                if (lookedUp.contains(name) || lookedUp.size() < MOST_NAMES) {
                    lookedUp.add(name);
                    names.find(at, name).ifPresent(groups::add);
                }
            }
            sets.add(new OwnerSet(line.pattern(), paths.size(), Set.of(), groups));
        });
        return sets;
    }
}
