package dev.approvalgate.server.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalgate.server.loopback.Answer;
import dev.approvalgate.server.loopback.Body;
import dev.approvalgate.server.loopback.Call;
import dev.approvalgate.server.loopback.Urls;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Making an App from a manifest: the page that takes the form and sends the browser back with a code, and the exchange of that code, once and within
 * an hour, for the App's secrets. The page creates the App at once; GitHub asks the person for a name first.
 */
final class ManifestRoutes {

    private static final Duration CODE_LIFE = Duration.ofHours(1);

    private record Pending(AppIdentity app, Instant until) {}

    private final World world;
    private final Shapes shapes;
    private final Consumer<AppIdentity> created;
    private final Map<String, Pending> codes = new HashMap<>();

    ManifestRoutes(World world, Shapes shapes, Consumer<AppIdentity> created) {
        this.world = world;
        this.shapes = shapes;
        this.created = created;
    }

    void register(Api api) {
        api.open("GET", "/settings/apps/new", this::form);
        api.open("GET", "/organizations/{org}/settings/apps/new", this::form);
        api.open("POST", "/settings/apps/new", this::create);
        api.open("POST", "/organizations/{org}/settings/apps/new", this::create);
        api.open("POST", "/app-manifests/{code}/conversions", this::convert);
    }

    private Answer form(Call call) {
        return Answer.html(200, """
                <!doctype html><html lang="en"><title>Register a GitHub App (stand-in)</title>
                <h1>Register a GitHub App</h1>
                <p>This page plays GitHub. It waits for the form that an App's set-up page posts here.</p></html>
                """);
    }

    private Answer create(Call call) {
        Map<String, String> form = call.form();
        JsonNode manifest = Json.read(Body.of(form.getOrDefault("manifest", "")));
        URI hook = address(manifest.path("hook_attributes"), "url");
        URI back = address(manifest, "redirect_url");
        if (back == null || Json.text(manifest, "url") == null || (manifest.has("hook_attributes") && hook == null)) {
            throw Errors.unprocessable("The manifest needs url, redirect_url and, with hook_attributes, a hook url.");
        }
        String name = manifest.path("name").asText("Approval Gate");
        AppIdentity app = new AppIdentity(
                world.nextId(), name, permissions(manifest), texts(manifest, "default_events"), world.now());
        app.webhookUrl(manifest.path("hook_attributes").path("active").asBoolean(true) ? hook : null);
        app.callbackUrls(texts(manifest, "callback_urls"));
        String code = Keys.random(40).toLowerCase(Locale.ROOT);
        codes.put(code, new Pending(app, world.now().plus(CODE_LIFE)));
        String state = form.getOrDefault("state", call.param("state").orElse(""));
        String separator = back.getRawQuery() == null ? "?" : "&";
        return Answer.redirect(
                back + separator + "code=" + code + (state.isEmpty() ? "" : "&state=" + Urls.encode(state)));
    }

    private Answer convert(Call call) {
        Pending pending = codes.remove(call.var("code"));
        if (pending == null || !pending.until().isAfter(world.now())) {
            throw Errors.notFound();
        }
        created.accept(pending.app());
        return Json.answer(201, shapes.apps().created(pending.app()));
    }

    private static Map<String, String> permissions(JsonNode manifest) {
        Map<String, String> permissions = new HashMap<>(Map.of("metadata", "read"));
        manifest.path("default_permissions")
                .properties()
                .forEach(entry ->
                        permissions.put(entry.getKey(), entry.getValue().asText()));
        return permissions;
    }

    private static List<String> texts(JsonNode manifest, String field) {
        List<String> texts = new ArrayList<>();
        manifest.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static @Nullable URI address(JsonNode object, String field) {
        String text = Json.text(object, field);
        try {
            return text == null ? null : URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
