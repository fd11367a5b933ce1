package dev.approvalgate.jenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/**
 * Writes {@code META-INF/annotations/NAME} for each annotation that Jenkins looks up there: a line for each class that bears it, or
 * has a member that bears it.
 */
@SupportedAnnotationTypes({"org.jenkinsci.Symbol", "hudson.init.Initializer", "hudson.init.Terminator"})
public final class SymbolIndexer extends AbstractProcessor {

    private final Map<String, Set<String>> classes = new TreeMap<>();

    /** For the compiler, which finds it by its service file. */
    public SymbolIndexer() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            Set<String> found =
                    classes.computeIfAbsent(annotation.getQualifiedName().toString(), name -> new TreeSet<>());
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                found.add(processingEnv
                        .getElementUtils()
                        .getBinaryName(typeOf(element))
                        .toString());
            }
        }
        if (round.processingOver()) {
            classes.forEach(this::write);
        }
        return false;
    }

    private static TypeElement typeOf(Element element) {
        for (Element each = element; each != null; each = each.getEnclosingElement()) {
            if (each instanceof TypeElement type) {
                return type;
            }
        }
        throw new IllegalStateException(element + " belongs to no class");
    }

    private void write(String annotation, Set<String> names) {
        try (Writer out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", "META-INF/annotations/" + annotation)
                .openWriter()) {
            for (String name : names) {
                out.write(name + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The index of " + annotation + " could not be written", e);
        }
    }
}
