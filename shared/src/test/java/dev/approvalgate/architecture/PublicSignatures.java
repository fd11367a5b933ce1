package dev.approvalgate.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashSet;
import java.util.Set;

/** Holds that what others can see of a class names the JDK's types and our own only. */
final class PublicSignatures extends ArchCondition<JavaClass> {

    PublicSignatures() {
        super("show no library's types");
    }

    @Override
    public void check(JavaClass shown, ConditionEvents events) {
        var seen = new LinkedHashSet<JavaClass>();
        shown.getSuperclass().ifPresent(type -> seen.addAll(type.getAllInvolvedRawTypes()));
        shown.getInterfaces().forEach(type -> seen.addAll(type.getAllInvolvedRawTypes()));
        for (JavaMember member : shown.getMembers()) {
            if (isShown(member)) {
                seen.addAll(types(member));
            }
        }
        for (JavaClass type : seen) {
            if (!isOurs(type)) {
                events.add(SimpleConditionEvent.violated(shown, shown.getName() + " shows " + type.getName()));
            }
        }
    }

    private static boolean isShown(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static Set<JavaClass> types(JavaMember member) {
        var types = new LinkedHashSet<JavaClass>();
        if (member instanceof JavaField field) {
            types.addAll(field.getType().getAllInvolvedRawTypes());
        } else if (member instanceof JavaCodeUnit unit) {
            types.addAll(unit.getReturnType().getAllInvolvedRawTypes());
            for (JavaType parameter : unit.getParameterTypes()) {
                types.addAll(parameter.getAllInvolvedRawTypes());
            }
            unit.getExceptionTypes().forEach(types::add);
        }
        return types;
    }

    private static boolean isOurs(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        return base.isPrimitive()
                || base.getPackageName().startsWith("java.")
                || base.getPackageName().startsWith("dev.approvalgate");
    }
}
