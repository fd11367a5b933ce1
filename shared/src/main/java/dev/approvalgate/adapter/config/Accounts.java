package dev.approvalgate.adapter.config;

import dev.approvalgate.domain.approval.Account;
import dev.approvalgate.domain.approval.AccountKind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How accounts are written: by immutable ids, never by names or e-mail addresses. */
enum Accounts {
    /** {@code T0123/U0456}: ids of team and user. */
    SLACK {
        @Override
        Optional<Account> read(Value value) {
            return value.matching(SLACK_FORM, "TEAM/USER by their ids, such as T0123ABCD/U0456EFGH")
                    .map(text -> account(AccountKind.SLACK, text, text.indexOf('/')));
        }
    },
    /** {@code 1001}, or {@code github.example.com/1001} for an instance of one's own: the number, not the login. */
    GITHUB {
        @Override
        Optional<Account> read(Value value) {
            return value.textOrNumber(
                            GITHUB_FORM,
                            "the account's number (from https://api.github.com/users/LOGIN), or API-HOST/NUMBER")
                    .map(text -> text.indexOf('/') < 0 ? DEFAULT_GITHUB + "/" + text : realm(text))
                    .map(text -> account(AccountKind.GITHUB, text, text.lastIndexOf('/')));
        }
    },
    /** {@code realm/id}; {@code { realm: …, id: … }} for a controller whose address has a path. */
    JENKINS {
        @Override
        Optional<Account> read(Value value) {
            if (value.isMapping()) {
                Fields fields = value.fields("realm", "id");
                Optional<String> realm = fields.required(
                        "realm",
                        text -> text.matching(REALM, "the controller's address without https:// and last slash"));
                Optional<String> id = fields.required("id", text -> text.text(150));
                return fields.build(() -> new Account(AccountKind.JENKINS, realm.orElseThrow(), id.orElseThrow()));
            }
            return value.matching(JENKINS_FORM, "REALM/USER-ID, or { realm: HOST/PATH, id: USER-ID }")
                    .map(text -> account(AccountKind.JENKINS, text, text.indexOf('/')));
        }
    },
    /** {@code { issuer: …, subject: … }}. */
    OIDC {
        @Override
        Optional<Account> read(Value value) {
            Fields fields = value.fields("issuer", "subject");
            Optional<String> issuer = fields.required("issuer", Urls::issuer);
            Optional<String> subject = fields.required("subject", text -> text.text(255));
            return fields.build(() -> new Account(AccountKind.OIDC, issuer.orElseThrow(), subject.orElseThrow()));
        }
    };

    /** The API host of accounts and teams that name none. */
    static final String DEFAULT_GITHUB = "api.github.com";

    private static final Pattern SLACK_FORM = Pattern.compile("[TE][A-Z0-9]{2,30}/[UW][A-Z0-9]{2,30}");
    private static final Pattern GITHUB_FORM =
            Pattern.compile("(?:[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?/)?[1-9][0-9]{0,17}");
    private static final Pattern REALM = Pattern.compile("(?!https?:)[^\\s?#]{1,254}[^\\s?#/]");
    private static final Pattern JENKINS_FORM = Pattern.compile("[^/\\s]{1,100}/\\S{1,150}");

    /** A realm is a host's name; the port that may be written with it says nothing of whose accounts they are. */
    static String realm(String host) {
        return host.replaceFirst(":[0-9]+", "").toLowerCase(Locale.ROOT);
    }

    /** {@return the key in a person's accounts} */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the account that a value names; nothing, and a fault recorded, where it is wrong} */
    abstract Optional<Account> read(Value value);

    private static Account account(AccountKind kind, String text, int slash) {
        return new Account(kind, text.substring(0, slash), text.substring(slash + 1));
    }
}
