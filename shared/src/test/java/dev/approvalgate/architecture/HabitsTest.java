package dev.approvalgate.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What the core's code does and does not do, wherever it lies. */
class HabitsTest {

    private static final JavaClasses SHARED = MainClasses.all()
            .that(DescribedPredicate.describe(
                    "belong to the core", type -> !type.getPackageName().startsWith("dev.approvalgate.server")));

    @Test
    void everyPackageIsNullMarked() {
        classes().should(new NullMarkedPackages()).check(SHARED);
    }

    @Test
    void timeComesFromAClockThatWasGiven() {
        for (Class<?> type : List.of(
                Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)) {
            noClasses()
                    .should()
                    .callMethod(type, "now")
                    .because("time comes from a Clock that was given; now(Clock) is fine")
                    .check(SHARED);
        }
        noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(Clock.class))).and(target(name("systemUTC"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(Clock.class))).and(target(name("systemDefaultZone"))))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(SHARED);
    }

    @Test
    void randomnessIsStrong() {
        for (Class<?> weak : List.of(Random.class, SplittableRandom.class, ThreadLocalRandom.class)) {
            noClasses()
                    .should()
                    .callConstructorWhere(target(owner(DescribedPredicate.describe(
                            weak.getSimpleName(), type -> type.getName().equals(weak.getName())))))
                    .because("randomness comes from SecureRandom")
                    .check(SHARED);
        }
        noClasses().should().callMethod(Math.class, "random").check(SHARED);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .check(SHARED);
    }

    @Test
    void onlyVerifiersAttestIdentities() {
        DescribedPredicate<JavaCall<?>> attested =
                target(owner(assignableTo(WorkloadIdentity.class))).and(target(name("attested")));
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.approvalgate.adapter.oidc..", "dev.approvalgate.adapter.github..")
                .should()
                .callMethodWhere(attested)
                .because("an identity that nobody verified must not exist")
                .check(MainClasses.all());
    }

    @Test
    void adaptersShowNoLibrarysTypes() {
        classes()
                .that()
                .resideInAPackage("dev.approvalgate.adapter.*")
                .and()
                .arePublic()
                .should(new PublicSignatures())
                .check(SHARED);
    }

    @Test
    void whatLiesBelowAnAdapterIsItsInside() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.approvalgate.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.approvalgate.adapter.*.*..")
                .check(MainClasses.all());
    }

    @Test
    void nothingPublicCanBeReplaced() {
        fields().that()
                .arePublic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(SHARED);
    }

    @Test
    void nobodyPrintsOrEndsTheProcess() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(SHARED);
    }
}
