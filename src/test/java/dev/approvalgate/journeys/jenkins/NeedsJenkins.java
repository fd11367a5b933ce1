package dev.approvalgate.journeys.jenkins;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A test that starts the Jenkins which {@code -Djenkins.war} names, with the plugins of the folder {@code -Djenkins.plugins}. Without
 * them it is skipped, and the report says why: no package that a machine could install brings them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("jenkins")
@EnabledIfSystemProperty(
        named = "jenkins.war",
        matches = ".+",
        disabledReason = "no Jenkins; name one with -Djenkins.war=FILE -Djenkins.plugins=FOLDER")
@EnabledIfSystemProperty(
        named = "jenkins.plugins",
        matches = ".+",
        disabledReason = "no plugins of Jenkins; name their folder with -Djenkins.plugins")
@interface NeedsJenkins {}
