package dev.approvalgate.server.sandbox.github;

import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Numbered pages with a Link header, 30 items unless the caller asks for another number up to 100. */
record Pages(URI base) {

    private static final int DEFAULT_SIZE = 30;
    private static final int MAX_SIZE = 100;

    /** The page that the call asks for, as a JSON array. */
    <T> Answer list(Call call, List<T> items, Function<T, ?> shape) {
        return linked(call, items, Json.answer(200, shapes(call, items, shape)));
    }

    /** The page that the call asks for, in an object with a total. */
    <T> Answer wrapped(Call call, String name, List<T> items, Function<T, ?> shape) {
        Object object = Json.object("total_count", items.size(), name, shapes(call, items, shape));
        return linked(call, items, Json.answer(200, object));
    }

    /** The items of the page that the call asks for. */
    <T> List<T> slice(Call call, List<T> items) {
        int from = Math.min((page(call) - 1) * size(call), items.size());
        return items.subList(from, Math.min(from + size(call), items.size()));
    }

    /** The answer with a Link header, where there are further pages. */
    Answer linked(Call call, List<?> items, Answer answer) {
        int page = page(call);
        int last = Math.max(1, (items.size() + size(call) - 1) / size(call));
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(call, "page", page - 1, "prev"));
            links.add(link(call, "page", 1, "first"));
        }
        if (page < last) {
            links.add(link(call, "page", page + 1, "next"));
            links.add(link(call, "page", last, "last"));
        }
        return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
    }

    /** One entry of a Link header (RFC 8288): the call's own address with one parameter replaced. */
    String link(Call call, String parameter, Object value, String relation) {
        Map<String, String> query = new LinkedHashMap<>(call.query());
        query.put(parameter, value.toString());
        StringBuilder url = new StringBuilder(base + call.path());
        char separator = '?';
        for (Map.Entry<String, String> entry : query.entrySet()) {
            url.append(separator).append(Urls.encode(entry.getKey()));
            url.append('=').append(Urls.encode(entry.getValue()));
            separator = '&';
        }
        return "<" + url + ">; rel=\"" + relation + "\"";
    }

    static int size(Call call) {
        return Math.min(number(call, "per_page", DEFAULT_SIZE), MAX_SIZE);
    }

    static int page(Call call) {
        return number(call, "page", 1);
    }

    private <T> List<?> shapes(Call call, List<T> items, Function<T, ?> shape) {
        return slice(call, items).stream().map(shape).toList();
    }

    private static int number(Call call, String name, int otherwise) {
        try {
            return call.param(name).map(Integer::parseInt).filter(n -> n > 0).orElse(otherwise);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
