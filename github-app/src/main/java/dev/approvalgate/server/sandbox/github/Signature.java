package dev.approvalgate.server.sandbox.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who a commit says it is from. Name and e-mail are what the client wrote; the account is the one GitHub associates, if any.
 *
 * @param name the name written into the commit
 * @param email the e-mail written into the commit
 * @param account the account whose verified address that e-mail is, or null
 * @param date when
 */
record Signature(String name, String email, @Nullable Account account, Instant date) {

    static Signature of(Account account, Instant date) {
        return new Signature(account.login(), email(account), account, date);
    }

    static String email(Account account) {
        return account.id() + "+" + account.login() + "@users.noreply.github.com";
    }
}
