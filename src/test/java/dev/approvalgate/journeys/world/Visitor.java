package dev.approvalgate.journeys.world;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser: keeps cookies, follows what it is led to one step at a time, and names the origin of what it posts. */
public final class Visitor {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    /** Opens an address. */
    public Reply get(URI address) {
        return send(HttpRequest.newBuilder(address).GET().build());
    }

    /** Posts a form of a page at the same origin. */
    public Reply post(URI address, Map<String, String> form) {
        return post(address, form, address.getScheme() + "://" + address.getAuthority());
    }

    /** Posts a form of a page at some origin. */
    public Reply post(URI address, Map<String, String> form, String origin) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** {@return where an answer leads} */
    public static URI location(Reply reply) {
        return URI.create(reply.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(reply.status() + " leads nowhere: " + reply.body())));
    }

    /** {@return what a page holds in the place of a group, read as a browser reads it} */
    public static String found(String pattern, Reply page) {
        Matcher found = Pattern.compile(pattern).matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + page.body());
        }
        return unescaped(found.group(1));
    }

    static String unescaped(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new AssertionError(request.method() + " " + request.uri() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
