package io.mlops4j.core.serving;

import io.mlops4j.core.names.Ulids;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.concurrent.ThreadLocalRandom;

/** An answer. Its id is drawn when it is made, and written out only if somebody asks. */
final class ServedPrediction implements Prediction {
    private final ModelVersion version;
    private final Tensors outputs;
    private final long millis;
    private final int chanceHigh;
    private final long chanceLow;

    ServedPrediction(ModelVersion version, Tensors outputs, long millis) {
        this.version = version;
        this.outputs = outputs;
        this.millis = millis;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        this.chanceHigh = random.nextInt();
        this.chanceLow = random.nextLong();
    }

    @Override
    public String id() {
        return Ulids.format(millis, chanceHigh, chanceLow);
    }

    @Override
    public ModelVersion version() {
        return version;
    }

    @Override
    public Tensor output(String name) {
        return outputs.tensor(name);
    }

    @Override
    public Tensors outputs() {
        return outputs;
    }

    @Override
    public String toString() {
        return "prediction " + id() + " by " + version;
    }
}
