package io.mlops4j.internal;

import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes values for a caller that vouches for them: of a shape and of names that are shared between calls, without the copies and checks that
 * public makers owe to strangers. For a runtime that answers hundreds of thousands of calls a second. Thread-safe.
 */
public abstract class TrustedValues {
    // Without an initialiser, so that initialising this class waits for no other.
    private static volatile @Nullable TrustedValues made;

    /** For the package of the values. */
    protected TrustedValues() {}

    /** The maker. */
    public static TrustedValues maker() {
        try {
            MethodHandles.lookup().ensureInitialized(Tensor.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        return Objects.requireNonNull(made);
    }

    /** Registers the maker; the values' package does, when it is initialised. */
    protected static void register(TrustedValues values) {
        made = values;
    }

    /**
     * A tensor of an array that the caller gives away.
     *
     * @param data an array of the type's kind, with as many elements as the shape
     */
    public abstract Tensor tensor(ElementType type, Object data, Shape shape);

    /**
     * Values by name.
     *
     * @param names unlike names, never changed; may be shared
     * @param values as many values, never changed again
     */
    public abstract Tensors tensors(String[] names, Value[] values);
}
