package dev.approvalgate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.approvalgate.domain.approval.Run;
import dev.approvalgate.domain.approval.WorkloadIdentity;
import dev.approvalgate.domain.approval.WorkloadKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may import whom in the server. The rules of the core itself stand beside the core. */
class ServerTest {

    private static final JavaClasses SERVER = MainClasses.all()
            .that(describe(
                    "belong to the server", type -> type.getPackageName().startsWith("dev.approvalgate.server")));

    @Test
    void everyPackageIsNullMarked() {
        classes().should(new NullMarkedPackages()).check(SERVER);
    }

    @Test
    void theCoreKnowsNoServer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.approvalgate.domain..", "dev.approvalgate.gate..", "dev.approvalgate.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.approvalgate.server..")
                .check(MainClasses.all());
    }

    /** {@code serve} must not be able to reach a stand-in or a choice of identity; only the command that starts the sandbox may. */
    @Test
    void nothingButItsOwnCommandReachesTheSandbox() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.approvalgate.server.sandbox..")
                .and()
                .haveSimpleNameNotStartingWith("SandboxCommand")
                .and()
                .doNotHaveFullyQualifiedName("dev.approvalgate.server.Main")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.approvalgate.server.sandbox..")
                .check(SERVER);
    }

    @Test
    void onlyHttpAndPagesKnowServletsAndJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.approvalgate.server.http..",
                        "dev.approvalgate.server.loopback..",
                        "dev.approvalgate.server.sandbox..",
                        "dev.approvalgate.server.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "org.eclipse.jetty..")
                .check(SERVER);
    }

    @Test
    void servletsKnowUseCasesAndNotWhatLiesBehindThem() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.approvalgate.server.http..", "dev.approvalgate.server.web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.approvalgate.adapter..")
                .allowEmptyShould(true)
                .check(SERVER);
    }

    @Test
    void theServerAttestsNobody() {
        noClasses()
                .should()
                .callMethod(WorkloadIdentity.class, "attested", WorkloadKey.class, String.class, Run.class, Map.class)
                .check(SERVER);
    }
}
