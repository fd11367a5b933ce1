package dev.approvalgate.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.approvalgate.domain.approval.GateException;
import dev.approvalgate.domain.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas that editors use say what the reader says. */
class SchemaTest {

    private static final String REPOSITORY = """
            version: 1
            tighten:
              - id: database
                environments: [production]
                paths: ["db/**"]
                approvals: { all_of: [{ from: [payments], count: 2 }, { code_owners: { unowned: [owners] } }] }
                persons: 2
                deadline: 4h
                token_lifetime: 5m
                token_validity: 30m
                max_jobs: 1
                windows: [{ from: "09:00", to: "24:00", time_zone: UTC, except: [austria] }]
                justification: required
                break_glass: never
            """;
    /** What readers say of a value of a wrong form. */
    private static final Pattern FORM = Pattern.compile(
            "unknown key|is missing; add it|is not of the right form|is not known here"
                    + "|is not a duration|needs a unit|is an empty list|must be a |must be true|is not a channel|says nothing|mixes|does not go with");

    private static final Pattern KNOWN = Pattern.compile("zzzzzzzzzz: unknown key; known keys are (.*)");

    @ParameterizedTest
    @ValueSource(strings = {"policy", "approval-gate"})
    void areSchemasThatDescribeEveryKey(String name) {
        JsonNode schema = Schemas.source(name);

        assertThat(Schemas.faults(schema)).isEmpty();
        schema.findValues("properties")
                .forEach(properties -> properties
                        .properties()
                        .forEach(property -> assertThat(
                                        property.getValue().path("description").asText())
                                .as("description of %s", property.getKey())
                                .endsWith(".")));
    }

    static Stream<String> policies() throws IOException {
        return Stream.concat(Stream.of(PolicyTexts.MINIMAL, PolicyTexts.FULL), examples());
    }

    /** Every whole policy that the documentation shows. */
    private static Stream<String> examples() throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(Schemas.docs())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".md")) {
                    Pattern.compile("(?ms)^```yaml\\n(.*?)^```")
                            .matcher(Files.readString(file))
                            .results()
                            .map(block -> block.group(1))
                            .filter(text -> text.startsWith("version: 1") && text.contains("\nrules:"))
                            .forEach(found::add);
                } else if (name.equals("policy.yaml")) {
                    found.add(Files.readString(file));
                }
            }
        }
        assertThat(found).isNotEmpty();
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void acceptEveryPolicyOfTheDocumentationAndTheTests(String text) {
        assertThat(Schemas.of("policy").validate(Schemas.yaml(text))).isEmpty();
    }

    /** Wrong policies of other tests where nothing but the form of a value is wrong. */
    static Stream<String> malformed() {
        return Stream.of(
                        PeopleFaultsTest.faults(),
                        GroupFaultsTest.faults(),
                        ExternalGroupFaultsTest.faults(),
                        TimeFaultsTest.faults(),
                        IdentityFaultsTest.faults(),
                        RuleFaultsTest.faults(),
                        RequirementFaultsTest.faults(),
                        WhenFaultsTest.faults(),
                        WindowFaultsTest.faults(),
                        RuleTermsFaultsTest.faults(),
                        RuleLifeFaultsTest.faults(),
                        TargetFaultsTest.faults())
                .flatMap(faults -> faults)
                .filter(wrong -> FORM.matcher(wrong.get()[1].toString()).find())
                .map(wrong -> wrong.get()[0].toString());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refuseWhatIsMalformed(String text) {
        assertThat(Schemas.of("policy").validate(Schemas.yaml(text))).isNotEmpty();
    }

    @Test
    void acceptARepositorysOwnPolicy() {
        assertThat(Faults.parse(PolicyTexts.FULL).repositories().read(REPOSITORY))
                .hasSize(1);
        assertThat(Schemas.of("approval-gate").validate(Schemas.yaml(REPOSITORY)))
                .isEmpty();
    }

    @Test
    void knowTheSameKeysOfAPolicyAsItsReader() {
        sameKeys("policy", PolicyTexts.FULL, text -> message(() -> Faults.parse(text)));
    }

    @Test
    void knowTheSameKeysOfARepositorysOwnPolicyAsItsReader() {
        Policy policy = Faults.parse(PolicyTexts.FULL);

        sameKeys(
                "approval-gate",
                REPOSITORY,
                text -> message(() -> policy.repositories().read(text)));
    }

    private static String message(Runnable reading) {
        GateException wrong = catchThrowableOfType(GateException.class, reading::run);
        return wrong == null ? "" : String.valueOf(wrong.getMessage());
    }

    /** Puts keys into each mapping of a document, and compares what reader and schema say of them. */
    private static void sameKeys(String name, String text, Function<String, String> reader) {
        JsonSchema schema = Schemas.of(name);
        Set<String> everywhere = Schemas.source(name).findValues("properties").stream()
                .flatMap(properties -> properties.properties().stream().map(property -> property.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        int looked = 0;
        for (List<String> path : mappings(Schemas.yaml(text))) {
            JsonNode document = Schemas.yaml(text);
            ObjectNode at = (ObjectNode) at(document, path);
            at.put("zzzzzzzzzz", 1);
            Matcher known = KNOWN.matcher(reader.apply(document.toString()));
            if (!known.find()) {
                // A mapping with keys of the writer's own, such as the names of groups.
                continue;
            }
            List<String> keys = List.of(known.group(1).split(", "));
            Set<String> unknown = new TreeSet<>(everywhere);
            unknown.add("zzzzzzzzzz");
            keys.forEach(unknown::remove);
            unknown.forEach(key -> at.put(key, 1));
            keys.stream().filter(key -> !at.has(key)).forEach(key -> at.put(key, 1));
            assertThat(refused(schema, document, path))
                    .as("unknown keys of %s", path)
                    .isEqualTo(unknown);
            looked++;
        }
        assertThat(looked).isGreaterThan(5);
    }

    private static Set<String> refused(JsonSchema schema, JsonNode document, List<String> path) {
        return schema.validate(document).stream()
                .filter(fault -> fault.getType().equals("additionalProperties"))
                .filter(fault -> steps(fault).equals(path))
                .map(ValidationMessage::getProperty)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> steps(ValidationMessage fault) {
        return Pattern.compile("\\.([A-Za-z0-9_-]+)|\\[(\\d+)\\]")
                .matcher(fault.getInstanceLocation().toString())
                .results()
                .map((MatchResult step) -> step.group(1) == null ? step.group(2) : step.group(1))
                .toList();
    }

    private static JsonNode at(JsonNode document, List<String> path) {
        JsonNode at = document;
        for (String step : path) {
            at = at.isArray() ? at.get(Integer.parseInt(step)) : at.path(step);
        }
        return at;
    }

    private static List<List<String>> mappings(JsonNode document) {
        var found = new ArrayList<List<String>>();
        collect(document, List.of(), found);
        return found;
    }

    private static void collect(JsonNode at, List<String> path, List<List<String>> found) {
        if (at.isObject()) {
            found.add(path);
            at.properties().forEach(entry -> collect(entry.getValue(), with(path, entry.getKey()), found));
        }
        for (int i = 0; at.isArray() && i < at.size(); i++) {
            collect(at.get(i), with(path, String.valueOf(i)), found);
        }
    }

    private static List<String> with(List<String> path, String step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }
}
