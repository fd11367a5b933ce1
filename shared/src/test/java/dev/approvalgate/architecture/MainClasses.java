package dev.approvalgate.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The product's own classes, without its tests. */
public final class MainClasses {

    private static final ImportOption MAIN =
            location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

    private static final JavaClasses ALL =
            new ClassFileImporter().withImportOption(MAIN).importPackages("dev.approvalgate");

    private MainClasses() {}

    /** {@return all of them that are on the class path} */
    public static JavaClasses all() {
        return ALL;
    }
}
