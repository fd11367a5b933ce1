package dev.approvalgate.server.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One browser: keeps the cookie that it is given, follows nothing by itself, and names the origin of what it posts. */
final class Tab {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI server;
    private final String origin;
    String cookie = "";

    Tab(URI server, String origin) {
        this.server = server;
        this.origin = origin;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Posts a form of its own page. */
    HttpResponse<String> post(String form) {
        return post(form, "Origin", origin, "Sec-Fetch-Site", "same-origin");
    }

    HttpResponse<String> post(String form, String... headers) {
        HttpRequest.Builder request = request(LinkPages.PATH)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        List<String> given = new ArrayList<>(Arrays.asList(headers));
        if (!given.isEmpty()) {
            request.headers(given.toArray(String[]::new));
        }
        return send(request);
    }

    HttpResponse<String> send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** {@return the token in a page's form, ready to be posted with an answer} */
    static String answer(HttpResponse<String> page, String answer) {
        return "token=" + encoded(found("name=\"token\" value=\"([^\"]+)\"", page.body())) + "&answer="
                + encoded(answer);
    }

    static String found(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
