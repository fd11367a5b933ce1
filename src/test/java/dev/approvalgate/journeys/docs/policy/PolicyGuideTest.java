package dev.approvalgate.journeys.docs.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalgate.adapter.config.CaseFile;
import dev.approvalgate.domain.policy.Policy;
import dev.approvalgate.domain.policy.PolicyEvaluator;
import dev.approvalgate.journeys.docs.policy.Example.Line;
import dev.approvalgate.journeys.tools.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every policy that {@code docs/policy.md} prints is one, and every line of its tables is what the policy says. */
class PolicyGuideTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?m)^### \\d+\\. (.+)$");
    private static final Pattern CHAPTER = Pattern.compile("(?m)^## (.+)$");

    private static Map<String, Markdown> chapters() throws IOException {
        return new Markdown(Files.readString(Project.root().resolve("docs/policy.md"))).sections(CHAPTER);
    }

    private static List<Example> examples() throws IOException {
        Map<String, Markdown> chapters = chapters();
        PolicyText base = PolicyText.of(
                chapters.get("The company of the examples").blocks("yaml").get(0));
        return chapters.get("Ten policies").sections(EXAMPLE).entrySet().stream()
                .map(section -> Example.of(section.getKey(), section.getValue(), base))
                .toList();
    }

    @Test
    void thereAreTenAndEachIsToldOfByAFewRequests() throws IOException {
        assertThat(examples())
                .hasSize(10)
                .allSatisfy(example -> assertThat(example.lines()).hasSizeGreaterThan(3));
    }

    @TestFactory
    Stream<DynamicContainer> everyLineIsWhatThePolicySays() throws IOException {
        return examples().stream()
                .map(example -> DynamicContainer.dynamicContainer(
                        example.title(),
                        example.lines().stream()
                                .map(line -> DynamicTest.dynamicTest(
                                        name(line), () -> new Verdict(example, line).check()))));
    }

    @Test
    void thePrintedCasesHoldForTheThirdPolicy() throws IOException {
        Policy policy = examples().get(2).policy();
        String text = chapters().get("Before it goes live").blocks("yaml").get(0);

        assertThat(CaseFile.parse(text, "policy.test.yaml", policy))
                .hasSize(3)
                .allSatisfy(one -> assertThat(
                                PolicyEvaluator.evaluate(policy, one.proposal(), one.votes(), one.directory(), one.at())
                                        .verdict())
                        .as(one.name())
                        .isEqualTo(one.expected().outcome()));
    }

    private static String name(Line line) {
        return line.request() + " | " + line.votes() + " | " + line.answer();
    }
}
