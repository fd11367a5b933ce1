package dev.approvalgate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;

/** Who may import whom. */
class LayersTest {

    /** The JDK's values and digests; no files, network, logging, threads. */
    private static final String[] VALUES = {
        "java.lang..",
        "java.util",
        "java.util.function",
        "java.util.stream",
        "java.util.random",
        "java.util.regex",
        "java.time..",
        "java.text",
        "java.math",
        "java.nio",
        "java.nio.charset",
        "java.security",
        "org.jspecify.."
    };

    private static String[] valuesAnd(String... more) {
        var all = new String[VALUES.length + more.length];
        System.arraycopy(VALUES, 0, all, 0, VALUES.length);
        System.arraycopy(more, 0, all, VALUES.length, more.length);
        return all;
    }

    private static void onlyDependsOn(String part, String... allowed) {
        classes()
                .that()
                .resideInAPackage(part)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(valuesAnd(allowed))
                .check(MainClasses.all());
    }

    @Test
    void approvalsKnowValuesOnly() {
        onlyDependsOn("dev.approvalgate.domain.approval", "dev.approvalgate.domain.approval");
    }

    @Test
    void policiesKnowApprovals() {
        onlyDependsOn(
                "dev.approvalgate.domain.policy", "dev.approvalgate.domain.policy", "dev.approvalgate.domain.approval");
    }

    @Test
    void settingsKnowApprovals() {
        onlyDependsOn(
                "dev.approvalgate.domain.settings",
                "dev.approvalgate.domain.settings",
                "dev.approvalgate.domain.approval");
    }

    @Test
    void tokensKnowApprovals() {
        onlyDependsOn(
                "dev.approvalgate.domain.token", "dev.approvalgate.domain.token", "dev.approvalgate.domain.approval");
    }

    @Test
    void theLedgerKnowsBytesAndNotWhatTheyMean() {
        onlyDependsOn("dev.approvalgate.domain.ledger", "dev.approvalgate.domain.ledger");
    }

    @Test
    void theDomainHasNoOtherPackages() {
        classes()
                .that()
                .resideInAPackage("dev.approvalgate.domain..")
                .should()
                .resideInAnyPackage(
                        "dev.approvalgate.domain.approval",
                        "dev.approvalgate.domain.policy",
                        "dev.approvalgate.domain.settings",
                        "dev.approvalgate.domain.token",
                        "dev.approvalgate.domain.ledger")
                .check(MainClasses.all());
    }

    @Test
    void useCasesAndPortsKnowTheDomain() {
        for (String part : new String[] {
            "dev.approvalgate.gate",
            "dev.approvalgate.gate.link",
            "dev.approvalgate.gate.port",
            "dev.approvalgate.gate.token"
        }) {
            onlyDependsOn(part, "java.util.concurrent", "dev.approvalgate.domain..", "dev.approvalgate.gate..");
        }
    }

    @Test
    void onlyTheWorkLoopLogs() {
        onlyDependsOn(
                "dev.approvalgate.gate.work",
                "java.util.concurrent..",
                "org.slf4j",
                "dev.approvalgate.domain..",
                "dev.approvalgate.gate..");
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        slices().matching("dev.approvalgate.adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .check(MainClasses.all());
    }

    @Test
    void theCoreKnowsNoHost() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.approvalgate.domain..", "dev.approvalgate.gate..", "dev.approvalgate.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.approvalgate.server..", "jakarta.servlet..", "hudson..", "jenkins..")
                .check(MainClasses.all());
    }
}
