package dev.approvalgate.gate;

import dev.approvalgate.domain.approval.ApprovalEvent.ApprovalRevoked;
import dev.approvalgate.domain.approval.Decision;
import dev.approvalgate.domain.approval.PersonId;
import dev.approvalgate.domain.approval.Personal;
import dev.approvalgate.domain.approval.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did about a request, and in which words. Both texts are one honest line each, without mark-up; a surface still has to make
 * them inert in its own.
 *
 * @param who their name
 * @param did such as {@code rejected}
 * @param words the reason that they gave, at most {@value #MOST_WORDS} characters; {@code null} where they gave none, or it was erased
 * @param at when
 */
public record Said(String who, String did, @Nullable String words, Instant at) {

    /** How long a reason is where it stands in one line with others. */
    public static final int MOST_WORDS = 500;

    /** {@return what was done about a request, oldest first} */
    public static List<Said> all(ReviewView view) {
        var said = new ArrayList<Said>();
        view.request().votes().forEach(vote -> said.add(of(view, vote)));
        view.request()
                .glass()
                .ifPresent(glass -> said.add(of(view, glass.person(), "broke glass", glass.reason(), glass.at())));
        view.request()
                .reviewed()
                .ifPresent(
                        seen -> said.add(of(view, seen.person(), "reviewed the emergency", seen.reason(), seen.at())));
        revocation(view).ifPresent(said::add);
        return said;
    }

    /** {@return the words of those who turned a request down or took its approval back; empty where they gave none} */
    public static List<Said> against(ReviewView view) {
        if (view.request().revoked().isPresent()) {
            return revocation(view).filter(said -> said.words() != null).stream()
                    .toList();
        }
        Set<PersonId> by = view.request()
                .decision()
                .filter(decision -> decision.outcome() == Decision.Outcome.REJECTED)
                .map(decision -> Set.copyOf(decision.by()))
                .orElse(Set.of());
        return view.request().votes().stream()
                .filter(vote -> vote.kind() == Vote.Kind.REJECT && by.contains(vote.person()))
                .map(vote -> of(view, vote))
                .filter(said -> said.words() != null)
                .toList();
    }

    private static Optional<Said> revocation(ReviewView view) {
        return view.request().revoked().map(revoked -> revocation(view, revoked));
    }

    private static Said revocation(ReviewView view, ApprovalRevoked revoked) {
        return of(view, revoked.person(), "revoked it", revoked.reason(), revoked.at());
    }

    private static Said of(ReviewView view, Vote vote) {
        return of(view, vote.person(), Wording.vote(vote.kind()), vote.reason(), vote.at());
    }

    private static Said of(
            ReviewView view, @Nullable PersonId person, String did, @Nullable Personal<String> reason, Instant at) {
        String who = person == null ? Wording.OPERATOR : Wording.name(person, view::nameOf);
        String words = reason == null ? null : reason.value();
        return new Said(who, did, words == null ? null : VisibleText.line(words, MOST_WORDS), at);
    }
}
