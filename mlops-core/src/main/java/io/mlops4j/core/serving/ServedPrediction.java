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
    private final boolean fellBack;
    private final long idHigh;
    private final long idLow;

    ServedPrediction(ModelVersion version, Tensors outputs, long millis, boolean fellBack) {
        this.version = version;
        this.outputs = outputs;
        this.fellBack = fellBack;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        this.idHigh = millis << 16 | (random.nextInt() & 0xFFFF);
        this.idLow = random.nextLong();
    }

    /** The upper 64 bits of the id. */
    long idHigh() {
        return idHigh;
    }

    /** The lower 64 bits of the id. */
    long idLow() {
        return idLow;
    }

    @Override
    public String id() {
        return Ulids.format(idHigh >>> 16, (int) idHigh, idLow);
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
    public boolean fellBack() {
        return fellBack;
    }

    @Override
    public String toString() {
        return "prediction " + id() + " by " + version + (fellBack ? " (fallback)" : "");
    }
}
