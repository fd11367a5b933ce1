package dev.approvalgate.server.sandbox.github;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A commit; immutable. Its tree is the full content after it, path to text. */
public final class Commit {

    private final String sha;
    private final String message;
    private final List<String> parents;
    private final Signature author;
    private final Signature committer;
    private final Map<String, String> tree;

    Commit(String message, List<String> parents, Signature author, Signature committer, Map<String, String> tree) {
        this.message = message;
        this.parents = List.copyOf(parents);
        this.author = author;
        this.committer = committer;
        this.tree = Map.copyOf(tree);
        this.sha = Hashes.sha1(message, parents.toString(), author.toString(), committer.toString(), treeSha());
    }

    /** The commit's name: 40 hexadecimal digits. */
    public String sha() {
        return sha;
    }

    /** The message, as the author wrote it. */
    public String message() {
        return message;
    }

    /** The parents' names, first parent first. */
    public List<String> parents() {
        return parents;
    }

    String treeSha() {
        return Hashes.sha1(new TreeMap<>(tree).toString());
    }

    Signature author() {
        return author;
    }

    Signature committer() {
        return committer;
    }

    Map<String, String> tree() {
        return tree;
    }

    /** The commit's name. */
    @Override
    public String toString() {
        return sha;
    }
}
