package dev.approvalgate.server.web;

import dev.approvalgate.domain.approval.Sha256;
import java.util.Base64;

/** Pages of one look. What is put into one is escaped; nothing on them is scripted or fetched. */
public final class Html {

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1d1c1d;--soft:#616061;--line:#dddddd;--paper:#ffffff;--code:#f6f6f6;--go:#007a5a}
            @media(prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#ababad;--line:#424244;--paper:#1a1d21;--code:#222529;--go:#1a7f5f}}
            body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
            header{background:#350d36;color:#fff;padding:.8rem 1.5rem;font-weight:700}
            header span{font-weight:400;opacity:.8}
            main{max-width:42rem;margin:2rem auto;padding:0 1.5rem}
            h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
            li{margin-bottom:1rem}
            a{color:inherit}
            small,summary{color:var(--soft)}
            [role=alert]{border-left:4px solid #e01e5a;padding:.4rem .8rem;background:var(--code)}
            label{display:block;margin-bottom:.4rem}
            input{font:1.1rem ui-monospace,monospace;padding:.5rem .7rem;border:1px solid var(--soft);border-radius:4px;width:14ch}
            button,.button{display:inline-block;font:inherit;font-weight:700;padding:.5rem 1rem;border:2px solid var(--go);border-radius:4px;background:var(--go);color:#fff;cursor:pointer;text-decoration:none}
            button.plain{background:transparent;color:var(--ink);border-color:var(--soft)}
            button:focus-visible,a:focus-visible{outline:3px solid #1264a3;outline-offset:2px}
            .actions{display:flex;flex-wrap:wrap;gap:.8rem}
            dl{border:1px solid var(--line);border-radius:4px;margin:1rem 0}
            dt{color:var(--soft);padding:.7rem 1rem 0}
            dd{margin:0;padding:0 1rem .7rem;overflow-wrap:anywhere}
            dd:not(:last-child){border-bottom:1px solid var(--line)}
            dd b{font-size:1.15rem}
            pre{background:var(--code);border:1px solid var(--line);border-radius:4px;padding:.8rem;font-size:.85rem;white-space:pre-wrap;overflow-wrap:anywhere}
            code{background:var(--code);border:1px solid var(--line);border-radius:3px;padding:.1em .3em;font-size:.9em}
            """;

    /** The source by which a Content-Security-Policy allows the style of these pages and no other. */
    public static final String STYLE_SOURCE =
            "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(STYLE).bytes()) + "'";

    private Html() {}

    /**
     * {@return a page}
     *
     * @param part of the product, in small letters beside its name
     * @param title plain text
     * @param body HTML
     */
    public static String page(String part, String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"data:,\"><title>"
                + escape(title) + "</title><style>" + STYLE
                + "</style></head><body><header>Approval Gate <span>" + escape(part) + "</span></header><main><h1>"
                + escape(title) + "</h1>" + body + "</main></body></html>";
    }

    /** {@return the text as it may stand in an element or between the quotes of an attribute} */
    public static String escape(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
