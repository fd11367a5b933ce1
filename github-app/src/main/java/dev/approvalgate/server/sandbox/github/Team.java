package dev.approvalgate.server.sandbox.github;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A team of an organization. Safe for use by several threads. */
public final class Team {

    private final World world;
    private final long id;
    private final Account organization;
    private final String slug;
    private final Map<Long, Account> members = new LinkedHashMap<>();
    private final Set<Long> writable = new LinkedHashSet<>();

    Team(World world, long id, Account organization, String slug) {
        this.world = world;
        this.id = id;
        this.organization = organization;
        this.slug = slug;
    }

    /** The immutable numeric id. */
    public long id() {
        return id;
    }

    /** The organization. */
    public Account organization() {
        return organization;
    }

    /** The name in addresses and mentions. */
    public String slug() {
        return slug;
    }

    /** Takes somebody in. */
    public Team add(Account member) {
        synchronized (world) {
            members.put(member.id(), world.know(member));
            return this;
        }
    }

    /** Lets somebody go. */
    public Team remove(Account member) {
        synchronized (world) {
            members.remove(member.id());
            return this;
        }
    }

    /** Gives the team write access to a repository, without which it owns no code there. */
    public Team mayWrite(Repo repo) {
        synchronized (world) {
            writable.add(repo.id());
            return this;
        }
    }

    /** Deletes the team. */
    public void delete() {
        synchronized (world) {
            world.teams.remove(id);
        }
    }

    List<Account> members() {
        return List.copyOf(members.values());
    }

    boolean writes(Repo repo) {
        return writable.contains(repo.id());
    }

    /** Organization and slug, as in {@code @acme/payments}. */
    @Override
    public String toString() {
        return "@" + organization.login() + "/" + slug;
    }
}
