package dev.approvalgate.server.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Call;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The App's webhook settings and the record of its deliveries. */
final class HookRoutes {

    private final Webhooks webhooks;
    private final Pages pages;
    private final Supplier<AppIdentity> app;

    HookRoutes(Webhooks webhooks, Pages pages, Supplier<AppIdentity> app) {
        this.webhooks = webhooks;
        this.pages = pages;
        this.app = app;
    }

    void register(Api api) {
        api.app("GET", "/app/hook/config", call -> Json.answer(200, config()));
        api.app("PATCH", "/app/hook/config", this::configure);
        api.app("GET", "/app/hook/deliveries", this::list);
        api.app("GET", "/app/hook/deliveries/{id}", call -> Json.answer(200, detail(delivery(call))));
        api.app("POST", "/app/hook/deliveries/{id}/attempts", call -> {
            webhooks.redeliver(delivery(call));
            return Json.answer(202, Map.of());
        });
    }

    private Object config() {
        String url = app.get().webhookUrl().map(URI::toString).orElse("");
        return Json.object("content_type", "json", "insecure_ssl", "0", "secret", "********", "url", url);
    }

    private Answer configure(Call call) {
        JsonNode body = Json.read(call.body());
        String url = Json.text(body, "url");
        if (url != null) {
            app.get().webhookUrl(url.isEmpty() ? null : URI.create(url));
        }
        return Json.answer(200, config());
    }

    /** Newest first; the cursor is the id of the last delivery already seen. */
    private Answer list(Call call) {
        long before = call.param("cursor").map(HookRoutes::cursor).orElse(Long.MAX_VALUE);
        List<Delivery> rest =
                webhooks.deliveries().stream().filter(d -> d.id() < before).toList();
        List<Delivery> page = rest.stream().limit(Pages.size(call)).toList();
        Answer answer = Json.answer(200, page.stream().map(HookRoutes::item).toList());
        if (page.size() == rest.size()) {
            return answer;
        }
        long last = page.get(page.size() - 1).id();
        return answer.with("Link", pages.link(call, "cursor", "v1_" + last, "next"));
    }

    private static long cursor(String text) {
        try {
            return Long.parseLong(text.replaceFirst("^v1_", ""));
        } catch (NumberFormatException e) {
            throw Errors.unprocessable("Invalid cursor");
        }
    }

    private Delivery delivery(Call call) {
        long id = Api.id(call, "id");
        return webhooks.deliveries().stream()
                .filter(d -> d.id() == id)
                .findFirst()
                .orElseThrow(Errors::notFound);
    }

    private static Map<String, Object> item(Delivery delivery) {
        return Json.object(
                "id", delivery.id(),
                "guid", delivery.guid(),
                "delivered_at", Times.text(delivery.deliveredAt()),
                "redelivery", delivery.redelivery(),
                "duration", delivery.duration().toMillis() / 1000.0,
                "status", delivery.status(),
                "status_code", delivery.statusCode(),
                "event", delivery.event(),
                "action", delivery.action(),
                "installation_id", delivery.installationId(),
                "repository_id", delivery.repositoryId(),
                "throttled_at", null);
    }

    private static Map<String, Object> detail(Delivery delivery) {
        Map<String, Object> shape = item(delivery);
        shape.put("url", delivery.url());
        shape.put("request", Json.object("headers", delivery.headers(), "payload", Json.read(delivery.payload())));
        shape.put("response", Json.object("headers", Map.of(), "payload", delivery.answer()));
        return shape;
    }
}
