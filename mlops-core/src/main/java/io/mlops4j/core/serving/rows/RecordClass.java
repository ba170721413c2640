package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A class of records with the handles that read its components and make new ones. A class is looked through once; a handle that is called often is compiled to the code
 * that it stands for.
 *
 * @param type the class
 * @param components its components, in order
 * @param constructor takes the components, and gives the record
 */
record RecordClass(Class<?> type, List<Component> components, MethodHandle constructor) {
    /**
     * A component.
     *
     * @param name its name
     * @param type its type
     * @param genericType its type with what a list or a map holds
     * @param getter reads it: of type {@code (Object) -> type}
     */
    record Component(String name, Class<?> type, Type genericType, MethodHandle getter) {}

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final ClassValue<RecordClass> KNOWN = new ClassValue<>() {
        @Override
        protected RecordClass computeValue(Class<?> type) {
            return lookThrough(type);
        }
    };

    /**
     * A class of records.
     *
     * @throws InvalidInput if it is none, has no components, or may not be read from here
     */
    static RecordClass of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static RecordClass lookThrough(Class<?> type) {
        RecordComponent[] found = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
        if (found.length == 0) {
            throw new InvalidInput(type.getName() + " is no record with components; give a class like"
                    + " record Loan(double age, double income) {}.");
        }
        try {
            List<Component> components = new ArrayList<>();
            for (RecordComponent component : found) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                components.add(new Component(
                        component.getName(),
                        component.getType(),
                        component.getGenericType(),
                        LOOKUP.unreflect(accessor).asType(MethodType.methodType(component.getType(), Object.class))));
            }
            Class<?>[] types =
                    Arrays.stream(found).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return new RecordClass(type, List.copyOf(components), LOOKUP.unreflectConstructor(canonical));
        } catch (InaccessibleObjectException | ReflectiveOperationException e) {
            throw new InvalidInput(
                    "Records of " + type.getName()
                            + " cannot be used here: open or export its package to the module io.mlops4j.core.",
                    e);
        }
    }

    List<String> names() {
        return components.stream().map(Component::name).toList();
    }

    /** What the code of a record threw, as it is if that is possible. */
    static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime
                ? runtime
                : new InvalidInput("A record cannot be used: " + failure + ".", failure);
    }
}
