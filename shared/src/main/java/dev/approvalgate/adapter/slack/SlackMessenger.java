package dev.approvalgate.adapter.slack;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import dev.approvalgate.gate.port.Messenger;

/** Writes to people in Slack, in the conversation that each of them has with the app. */
public final class SlackMessenger implements Messenger {

    private final Posting posting;

    /** Writes through a connection. */
    public SlackMessenger(SlackApi api) {
        this.posting = new Posting(api);
    }

    @Override
    public AccountKind kind() {
        return AccountKind.SLACK;
    }

    @Override
    public void tell(Account account, String text) {
        posting.direct(account.id(), text);
    }
}
