package io.jenkins.plugins.approvalgate.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import hudson.model.Action;
import hudson.model.Describable;
import hudson.model.Descriptor;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.Test;

/** Who may import whom, and what Jenkins may write to disk. */
class PluginRulesTest {

    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.jenkins.plugins.approvalgate");

    /** What Jenkins writes to disk: with Pipeline's own serialisation, or as XML. */
    private static final DescribedPredicate<JavaClass> PERSISTED = assignableTo(Serializable.class)
            .or(assignableTo(Step.class))
            .or(assignableTo(Action.class))
            .or(assignableTo(Describable.class))
            .or(assignableTo(Descriptor.class));

    @Test
    void thePluginKnowsNoServer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.approvalgate.server..", "dev.approvalgate.jenkins..")
                .allowEmptyShould(true)
                .check(PLUGIN);
    }

    /** Jenkins refuses to read back classes of libraries that a plugin brings, and a field of theirs would be lost with a restart. */
    @Test
    void nothingOfTheCoreIsWrittenToDisk() {
        fields().that()
                .areDeclaredInClassesThat(PERSISTED)
                .and()
                .areNotStatic()
                .and()
                .doNotHaveModifier(JavaModifier.TRANSIENT)
                .should(new TypesOfJenkinsAndTheJdk())
                .allowEmptyShould(true)
                .check(PLUGIN);
    }

    @Test
    void theServletIsTheOneOfJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.servlet..")
                .allowEmptyShould(true)
                .check(PLUGIN);
    }

    private static final class TypesOfJenkinsAndTheJdk extends ArchCondition<JavaField> {

        TypesOfJenkinsAndTheJdk() {
            super("hold no type of the core");
        }

        @Override
        public void check(JavaField field, ConditionEvents events) {
            field.getAllInvolvedRawTypes().stream()
                    .filter(type -> type.getPackageName().startsWith("dev.approvalgate"))
                    .forEach(type -> events.add(
                            SimpleConditionEvent.violated(field, field.getFullName() + " holds a " + type.getName())));
        }
    }
}
