package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Tensor;
import java.util.Arrays;

/** Rows of a tensor, by its first dimension. */
public final class Slices {
    private Slices() {}

    /**
     * Some rows, copied.
     *
     * @param from the first, from 0
     * @param to one past the last
     * @param rows how many the tensor has in all
     */
    public static Tensor of(Tensor tensor, int from, int to, int rows) {
        long[] shape = tensor.shape().dimensions();
        if (shape.length == 0 || shape[0] != rows) {
            throw new InvalidInput("The tensor " + tensor + " has not a row for each of " + rows + ".");
        }
        int width = rows == 0 ? 0 : tensor.size() / rows;
        shape[0] = (long) to - from;
        int start = from * width;
        int end = to * width;
        ElementType type = tensor.type();
        return switch (type) {
            case FLOAT -> Tensor.of(Arrays.copyOfRange(tensor.floats(), start, end), shape);
            case DOUBLE -> Tensor.of(Arrays.copyOfRange(tensor.doubles(), start, end), shape);
            case INT64 -> Tensor.of(Arrays.copyOfRange(tensor.longs(), start, end), shape);
            case UINT64 -> Tensor.uint64(Arrays.copyOfRange(tensor.longs(), start, end), shape);
            case INT32 -> Tensor.of(Arrays.copyOfRange(tensor.ints(), start, end), shape);
            case UINT32 -> Tensor.uint32(Arrays.copyOfRange(tensor.ints(), start, end), shape);
            case INT16 -> Tensor.of(Arrays.copyOfRange(tensor.shorts(), start, end), shape);
            case UINT16 -> Tensor.uint16(Arrays.copyOfRange(tensor.shorts(), start, end), shape);
            case FLOAT16 -> Tensor.float16(Arrays.copyOfRange(tensor.shorts(), start, end), shape);
            case BFLOAT16 -> Tensor.bfloat16(Arrays.copyOfRange(tensor.shorts(), start, end), shape);
            case INT8 -> Tensor.of(Arrays.copyOfRange(tensor.bytes(), start, end), shape);
            case UINT8 -> Tensor.uint8(Arrays.copyOfRange(tensor.bytes(), start, end), shape);
            case BOOL -> Tensor.of(Arrays.copyOfRange(tensor.booleans(), start, end), shape);
            case STRING -> Tensor.of(Arrays.copyOfRange(tensor.strings(), start, end), shape);
        };
    }
}
