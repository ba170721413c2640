package io.mlops4j.core.serving.rows;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Components that hold a number or a truth value, read as {@code double}. */
final class NumberGetter {
    private static final MethodHandle OF_OBJECT;

    static {
        try {
            OF_OBJECT = MethodHandles.lookup()
                    .findStatic(NumberGetter.class, "number", MethodType.methodType(double.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private NumberGetter() {}

    /** A handle {@code (Object) -> double}, where true is 1 and null is NaN; empty if the component holds something else. */
    static Optional<MethodHandle> of(RecordClass.Component component) {
        Class<?> type = component.type();
        if (type.isPrimitive() && type != char.class) {
            return Optional.of(MethodHandles.explicitCastArguments(
                    component.getter(), MethodType.methodType(double.class, Object.class)));
        }
        if (Number.class.isAssignableFrom(type) || type == Boolean.class) {
            return Optional.of(MethodHandles.filterReturnValue(
                    component.getter().asType(MethodType.methodType(Object.class, Object.class)), OF_OBJECT));
        }
        return Optional.empty();
    }

    @SuppressWarnings("UnusedMethod") // by its handle
    private static double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value == null ? Double.NaN : (boolean) value ? 1 : 0;
    }
}
