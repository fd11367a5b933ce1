package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ChangeDetails;
import dev.approvalgate.domain.approval.Decision;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the pipeline that asked may be told of people. It ends in a log: unless not everybody can read that, people are counted and never
 * named, and their words are not repeated.
 */
public final class Told {

    /** Whose messages reviewers decide in, before all others. */
    private static final String FIRST = "slack";

    private final ReviewView view;
    private final boolean named;

    private Told(ReviewView view) {
        ChangeDetails details = view.ask().change().details().value();
        this.view = view;
        this.named = details != null && !details.isPublic();
    }

    /** {@return what may be told of a request} */
    public static Told of(ReviewView view) {
        return new Told(view);
    }

    /** {@return the request} */
    public ReviewView view() {
        return view;
    }

    /** {@return who is still needed; empty once it is decided} */
    public Optional<String> needed() {
        if (!view.request().isPending()) {
            return Optional.empty();
        }
        return Optional.of(named ? Wording.needed(view) : Wording.neededUnnamed(view));
    }

    /** {@return how it ended; empty while it waits} */
    public Optional<String> outcome() {
        return view.request()
                .decision()
                .map(decision -> named ? Wording.outcome(view, decision) : Wording.outcomeUnnamed(decision));
    }

    /** {@return the names of those who decided; empty where nobody did, or nobody may be named} */
    public List<String> decidedBy() {
        return view.request().decision().filter(decision -> named).map(Decision::by).orElse(List.of()).stream()
                .map(person -> Wording.name(person, view::nameOf))
                .toList();
    }

    /** {@return the words of those who turned it down or took it back; empty where there are none, or they may not be repeated} */
    public List<Said> against() {
        return named ? Said.against(view) : List.of();
    }

    /** {@return where people find it; empty where it is shown nowhere, or not everybody is to know where reviewers talk} */
    public Optional<String> link() {
        if (!named) {
            return Optional.empty();
        }
        return Optional.ofNullable(view.permalinks().get(FIRST))
                .or(() -> new TreeMap<>(view.permalinks()).values().stream().findFirst());
    }
}
