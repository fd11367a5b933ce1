package dev.approvalgate.adapter.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The published schemas, and documents for them. */
final class Schemas {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Path DOCS =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolve("../docs");
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private Schemas() {}

    /** {@return the text of a schema, such as {@code policy}} */
    static JsonNode source(String name) {
        try {
            return JSON.readTree(Files.readString(DOCS.resolve("schema/" + name + ".schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonSchema of(String name) {
        return FACTORY.getSchema(source(name));
    }

    /** {@return what is wrong with a schema itself} */
    static Set<ValidationMessage> faults(JsonNode schema) {
        return FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(schema);
    }

    static JsonNode yaml(String text) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(text);
        return JSON.valueToTree(value);
    }

    static Path docs() {
        return DOCS;
    }
}
