package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.serving.Tensor;

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
        if (tensor.shape().rank() == 0 || tensor.shape().dimension(0) != rows) {
            throw new InvalidInput("The tensor " + tensor + " has not a row for each of " + rows + ".");
        }
        return tensor.rows(from, to);
    }
}
