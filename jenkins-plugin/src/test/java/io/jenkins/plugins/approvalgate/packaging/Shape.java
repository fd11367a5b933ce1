package io.jenkins.plugins.approvalgate.packaging;

import java.lang.annotation.Annotation;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a compiler sees of a class, as lines of text that can be compared across class loaders. */
final class Shape {

    /** What says how a body is run, and not how it is called. */
    private static final String OF_THE_BODY = "\\b(synchronized|native|strictfp|transient|volatile) ";

    private Shape() {}

    /** {@return kind, modifiers, name and type parameters} */
    static String head(Class<?> type) {
        return type.toGenericString().replaceAll(OF_THE_BODY, "");
    }

    /** {@return the names of all supertypes that can be spoken of} */
    static Set<String> supertypes(Class<?> type, Predicate<String> spoken) {
        var all = new LinkedHashSet<Class<?>>();
        collect(type, all);
        return all.stream().map(Class::getName).filter(spoken).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void collect(Class<?> type, Set<Class<?>> all) {
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .filter(all::add)
                .forEach(each -> collect(each, all));
    }

    /** {@return fields, constructors and methods with modifiers, generic types, exceptions and default values} */
    static Set<String> members(Class<?> type) {
        var members = new TreeSet<String>();
        Stream.of(type.getDeclaredFields())
                .filter(field -> !field.isSynthetic())
                .map(Field::toGenericString)
                .forEach(members::add);
        // An enum's constructor is nobody's to call.
        Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> !constructor.isSynthetic() && !type.isEnum())
                .map(Constructor::toGenericString)
                .forEach(members::add);
        Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(Shape::line)
                .forEach(members::add);
        return members.stream().map(line -> line.replaceAll(OF_THE_BODY, "")).collect(Collectors.toSet());
    }

    private static String line(Method method) {
        Object value = method.getDefaultValue();
        return method.toGenericString() + (value == null ? "" : " default " + text(value));
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof Object[] values ? Arrays.toString(values) : value.toString();
    }

    /** {@return what the compiler and annotation processors heed of an annotation type} */
    static Set<String> annotations(Class<?> type) {
        return Stream.of(type.getAnnotations())
                .filter(annotation -> isHeeded(annotation.annotationType()))
                .map(Annotation::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isHeeded(Class<?> annotation) {
        return annotation == Retention.class || annotation == Target.class || annotation == Inherited.class;
    }

    /** {@return the abstract methods of all supertypes that a class has no body for, as the JVM looks for it} */
    static Set<String> missing(Class<?> type) {
        var all = new LinkedHashSet<Class<?>>();
        all.add(type);
        collect(type, all);
        Set<String> bodies = methods(all, method -> !Modifier.isAbstract(method.getModifiers()));
        Set<String> missing = methods(all, method -> Modifier.isAbstract(method.getModifiers()));
        missing.removeAll(bodies);
        return missing;
    }

    private static Set<String> methods(Set<Class<?>> types, Predicate<Method> which) {
        return types.stream()
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(which)
                .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
