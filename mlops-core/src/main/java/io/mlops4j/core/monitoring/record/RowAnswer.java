package io.mlops4j.core.monitoring.record;

import io.mlops4j.internal.ClassNames;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model answers to a row, as columns. A class is what an output of whole numbers, truth values or texts says, or the place of the greatest probability if there is no such output. Immutable.
 */
public final class RowAnswer {
    /** The column of its class or number. */
    public static final String PREDICTION = "prediction";

    /** The column of the greatest of its probabilities. */
    public static final String CONFIDENCE = "confidence";

    /** No answer. */
    public static final RowAnswer NONE = new RowAnswer(null, Double.NaN, Double.NaN);

    private final @Nullable String word;
    private final double number;
    private final double confidence;

    private RowAnswer(@Nullable String word, double number, double confidence) {
        this.word = word;
        this.number = number;
        this.confidence = confidence;
    }

    /** That of a row; none if the model answers in another form. */
    public static RowAnswer of(Tensors outputs, int row, int rows) {
        String word = null;
        double number = Double.NaN;
        double confidence = Double.NaN;
        int place = -1;
        for (int i = 0; i < outputs.size(); i++) {
            if (!(outputs.value(i) instanceof Tensor tensor)) {
                continue;
            }
            int size = tensor.size();
            if (size == 0 || size % rows != 0) {
                continue;
            }
            int width = size / rows;
            switch (tensor.type()) {
                case FLOAT -> {
                    float[] values = tensor.floats();
                    if (width == 1) {
                        number = Double.isNaN(number) ? values[row] : number;
                    } else {
                        int at = greatest(values, row * width, width);
                        confidence = values[at];
                        place = place < 0 ? at - row * width : place;
                    }
                }
                case DOUBLE, FLOAT16, BFLOAT16 -> {
                    double[] values = tensor.doubles();
                    if (width == 1) {
                        number = Double.isNaN(number) ? values[row] : number;
                    } else {
                        int at = greatest(values, row * width, width);
                        confidence = values[at];
                        place = place < 0 ? at - row * width : place;
                    }
                }
                default -> word = width == 1 ? ClassNames.of(tensor, row) : word;
            }
        }
        if (word == null && Double.isNaN(number) && place >= 0) {
            word = ClassNames.of(place);
        }
        return new RowAnswer(word, word == null ? number : Double.NaN, confidence);
    }

    /** Where the greatest of some values is. */
    private static int greatest(float[] values, int from, int width) {
        int at = from;
        for (int k = at + 1; k < from + width; k++) {
            at = values[k] > values[at] ? k : at;
        }
        return at;
    }

    /** Where the greatest of some values is. */
    private static int greatest(double[] values, int from, int width) {
        int at = from;
        for (int k = at + 1; k < from + width; k++) {
            at = values[k] > values[at] ? k : at;
        }
        return at;
    }

    /** Its class, if it names one. */
    public @Nullable String word() {
        return word;
    }

    /** Its number if it names no class; NaN if there is none. */
    public double number() {
        return number;
    }

    /** The greatest of its probabilities; NaN if there are none. */
    public double confidence() {
        return confidence;
    }

    /** What it has in a column of a name that is one of these; null if nothing. */
    @Nullable Object column(String name) {
        if (name.equals(PREDICTION)) {
            return word != null ? word : Double.isNaN(number) ? null : (Object) number;
        }
        return name.equals(CONFIDENCE) && !Double.isNaN(confidence) ? (Object) confidence : null;
    }

    /** Whether a column is of answers. */
    public static boolean isColumn(String name) {
        return List.of(PREDICTION, CONFIDENCE).contains(name);
    }
}
