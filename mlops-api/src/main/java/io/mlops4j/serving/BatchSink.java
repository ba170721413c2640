package io.mlops4j.serving;

/** Takes the predictions of a batch, part by part, in the order of the rows. Called by one thread, that of {@link BatchDraft#run}. */
@FunctionalInterface
public interface BatchSink {
    /**
     * The predictions for rows in a row. What this throws ends the run.
     *
     * @param firstRow the number of the first of them in the data, from 0; where rows were left out, the next part begins later
     * @param outputs the outputs of the model, as {@link Endpoint#predict(io.mlops4j.data.Table)} gives them
     */
    void accept(long firstRow, Tensors outputs);
}
