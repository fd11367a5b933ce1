package dev.approvalgate.adapter.oidc;

import java.util.regex.Pattern;

/** The forms of values that several hosts write into their tokens, each with its words for messages. */
final class Forms {

    static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    static final String AN_ID = "a number in decimal digits";

    static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    static final String A_UUID = "a UUID in lower case";

    static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,3}");

    static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    static final String A_COMMIT = "a full commit id";

    static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    static final String A_SHA256 = "SHA-256 as 64 hexadecimal digits in lower case";

    /** No revision ({@code @}), no other host or project ({@code :}), no way out of the folder. */
    static final Pattern PATH =
            Pattern.compile("(?!.*(?:^|/)\\.{0,2}(?:/|$))[^@:\\\\\\p{Cntrl}]{1,255}", Pattern.DOTALL);

    static final String A_PATH = "a path within the project";

    private Forms() {}
}
