package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.Vote;

/** The form of votes. */
final class VoteForm {

    private VoteForm() {}

    static Out write(Vote vote, Sealer sealer) {
        return new Out()
                .with("person", vote.person())
                .value("account", AccountForm.write(vote.account()))
                .with("kind", vote.kind())
                .with("channel", vote.channel())
                .with("shown", vote.shown())
                .value("reason", sealer.seal(vote.reason(), text -> text))
                .with("at", vote.at());
    }

    static Vote read(In in) {
        return new Vote(
                in.person("person"),
                AccountForm.read(in.at("account")),
                in.constant("kind", Vote.Kind.class),
                in.text("channel"),
                in.hash("shown"),
                in.orNull("reason", reason -> reason.personal(In::text)),
                in.instant("at"));
    }
}
