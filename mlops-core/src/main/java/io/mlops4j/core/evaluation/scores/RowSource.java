package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Rows;

/**
 * Rows whose truth and predictions can be handed to a user's function.
 *
 * @param <T> the truth
 * @param <P> the predictions
 */
interface RowSource<T, P> extends Rows {
    /** The truth of all rows. */
    T truth();

    /** The predictions of all rows, in the order of the truth. */
    P predictions();

    /** The truth of the rows at some positions, which may repeat. */
    T truth(int[] positions);

    /** The predictions of the rows at some positions. */
    P predictions(int[] positions);

    @Override
    RowSource<T, P> at(int[] positions);
}
