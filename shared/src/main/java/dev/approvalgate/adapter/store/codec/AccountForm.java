package dev.approvalgate.adapter.store.codec;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import java.util.Map;

/** The form of accounts: ids only, which name nobody by themselves. */
final class AccountForm {

    private AccountForm() {}

    static Map<String, Object> write(Account account) {
        return new Out()
                .with("kind", account.kind())
                .with("realm", account.realm())
                .with("id", account.id())
                .map();
    }

    static Account read(In in) {
        return new Account(in.constant("kind", AccountKind.class), in.text("realm"), in.text("id"));
    }
}
