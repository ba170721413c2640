package io.mlops4j.core.runtime;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.model.Composition;
import io.mlops4j.model.Composition.Kind;
import io.mlops4j.model.Composition.Part;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Models beside one another, on the thread of the call. Real outputs are averaged; classes are counted, by the weights of the parts. Where the classes of an averaging ensemble are the places of the highest
 * of its scores, in every part and row, they are so in the average too.
 */
final class EnsembleModel extends ComposedModel {
    private final Kind kind;
    private final double[] weights;

    EnsembleModel(Composition composition, List<LoadedModel> models) {
        super(models, models.get(0).signature());
        this.kind = composition.kind();
        List<Part> parts = composition.parts();
        double sum = parts.stream().mapToDouble(Part::weight).sum();
        this.weights = parts.stream().mapToDouble(part -> part.weight() / sum).toArray();
        for (int i = 1; i < models.size(); i++) {
            Signature other = models.get(i).signature();
            if (!other.compatibleWith(signature())) {
                throw new InvalidInput(parts.get(i).version() + " cannot stand beside "
                        + parts.get(0).version()
                        + " in an ensemble: it has " + other + ", and the other " + signature()
                        + ". All parts need the same inputs and outputs.");
            }
        }
        for (TensorSpec output : signature().outputs()) {
            if (output.kind() != TensorSpec.Kind.TENSOR) {
                throw new InvalidInput(
                        "The output " + output + " of " + parts.get(0).version()
                                + " cannot be part of an ensemble, which takes tensors; export the model without ZipMap.");
            }
        }
    }

    @Override
    Tensors compute(Tensors inputs, CancellationSignal signal) {
        List<Tensors> answers = new ArrayList<>();
        for (LoadedModel model : models()) {
            refuseIfCancelled(signal);
            answers.add(model.run(inputs));
        }
        Map<String, Value> outputs = new LinkedHashMap<>();
        Tensor scores = null;
        for (TensorSpec output : signature().outputs()) {
            List<Tensor> parts =
                    answers.stream().map(answer -> answer.tensor(output.name())).toList();
            refuseUnlike(output, parts);
            if (isReal(output.type())) {
                Tensor mean = mean(parts);
                outputs.put(output.name(), mean);
                scores = scores == null && mean.shape().rank() == 2 ? mean : scores;
            } else {
                outputs.put(output.name(), parts.get(0));
            }
        }
        for (TensorSpec output : signature().outputs()) {
            if (!isReal(output.type())) {
                outputs.put(output.name(), classes(output.name(), answers, scores));
            }
        }
        return kind == Kind.VOTE ? withShares(outputs, answers) : Tensors.of(outputs);
    }

    private static boolean isReal(ElementType type) {
        return type == ElementType.FLOAT || type == ElementType.DOUBLE;
    }

    private static void refuseUnlike(TensorSpec output, List<Tensor> parts) {
        for (Tensor part : parts) {
            if (!part.shape().equals(parts.get(0).shape())) {
                throw new InferenceFailure("The parts of an ensemble gave '" + output.name() + "' as " + parts
                        + ", which cannot be put together.");
            }
        }
    }

    private Tensor mean(List<Tensor> parts) {
        double[] sum = new double[parts.get(0).size()];
        for (int i = 0; i < parts.size(); i++) {
            double[] values = parts.get(i).doubles();
            for (int k = 0; k < sum.length; k++) {
                sum[k] += weights[i] * values[k];
            }
        }
        return real(parts.get(0), sum);
    }

    private static Tensor real(Tensor like, double[] values) {
        long[] shape = like.shape().dimensions();
        if (like.type() == ElementType.DOUBLE) {
            return Tensor.of(values, shape);
        }
        float[] floats = new float[values.length];
        for (int k = 0; k < floats.length; k++) {
            floats[k] = (float) values[k];
        }
        return Tensor.of(floats, shape);
    }

    /** The part whose class a row gets: one of those that are of the class with the greatest weight. */
    private Tensor classes(String name, List<Tensors> answers, @Nullable Tensor scores) {
        List<Tensor> parts = answers.stream().map(answer -> answer.tensor(name)).toList();
        Tensor first = parts.get(0);
        if (kind == Kind.AVERAGE && scores != null && areHighest(parts, answers, scores)) {
            return highest(first, scores);
        }
        int[] winners = new int[first.size()];
        for (int row = 0; row < winners.length; row++) {
            winners[row] = winner(parts, row);
        }
        return picked(parts, winners);
    }

    private int winner(List<Tensor> parts, int row) {
        int best = 0;
        double most = -1;
        for (int i = 0; i < parts.size(); i++) {
            double weight = 0;
            for (int j = 0; j < parts.size(); j++) {
                weight += element(parts.get(j), row).equals(element(parts.get(i), row)) ? weights[j] : 0;
            }
            if (weight > most + 1e-12) {
                most = weight;
                best = i;
            }
        }
        return best;
    }

    private static Object element(Tensor tensor, int at) {
        return switch (tensor.type()) {
            case STRING -> tensor.strings()[at];
            case BOOL -> tensor.booleans()[at];
            default -> tensor.longs()[at];
        };
    }

    /** Each row of the part that won it. */
    private static Tensor picked(List<Tensor> parts, int[] winners) {
        Tensor first = parts.get(0);
        if (winners.length == 0) {
            return first;
        }
        List<Tensor> flat = parts.stream().map(EnsembleModel::flat).toList();
        List<Tensor> rows = new ArrayList<>();
        for (int row = 0; row < winners.length; row++) {
            rows.add(flat.get(winners[row]).rows(row, row + 1));
        }
        return Tensor.concat(rows).reshaped(first.shape());
    }

    private static Tensor flat(Tensor tensor) {
        return tensor.reshaped(Shape.of(tensor.size()));
    }

    /** Whether the classes of all parts are whole numbers that name the place of the highest score. */
    private static boolean areHighest(List<Tensor> parts, List<Tensors> answers, Tensor mean) {
        Tensor first = parts.get(0);
        if (first.type() != ElementType.INT64 || first.size() != mean.shape().dimension(0)) {
            return false;
        }
        String scores = scoresName(answers.get(0));
        for (int i = 0; i < parts.size(); i++) {
            long[] places = places(answers.get(i).tensor(scores));
            if (!Arrays.equals(places, parts.get(i).longs())) {
                return false;
            }
        }
        return true;
    }

    private static String scoresName(Tensors answer) {
        for (int i = 0; i < answer.size(); i++) {
            if (answer.value(i) instanceof Tensor tensor
                    && isReal(tensor.type())
                    && tensor.shape().rank() == 2) {
                return answer.name(i);
            }
        }
        throw new IllegalStateException("An ensemble with averaged scores has scores.");
    }

    private static long[] places(Tensor scores) {
        double[] values = scores.doubles();
        int rows = (int) scores.shape().dimension(0);
        int width = rows == 0 ? 0 : values.length / rows;
        long[] places = new long[rows];
        for (int row = 0; row < rows; row++) {
            int best = 0;
            for (int k = 1; k < width; k++) {
                best = values[row * width + k] > values[row * width + best] ? k : best;
            }
            places[row] = best;
        }
        return places;
    }

    private static Tensor highest(Tensor like, Tensor scores) {
        return Tensor.of(places(scores), like.shape().dimensions());
    }

    /** In a vote, scores of classes are the shares of the parts whose own scores are highest there. */
    private Tensors withShares(Map<String, Value> outputs, List<Tensors> answers) {
        for (TensorSpec output : signature().outputs()) {
            Tensor like = (Tensor) outputs.get(output.name());
            if (like != null && isReal(output.type()) && like.shape().rank() == 2) {
                outputs.put(
                        output.name(),
                        shares(
                                like,
                                answers.stream()
                                        .map(a -> a.tensor(output.name()))
                                        .toList()));
            }
        }
        return Tensors.of(outputs);
    }

    private Tensor shares(Tensor like, List<Tensor> parts) {
        int width = (int) like.shape().dimension(1);
        double[] shares = new double[like.size()];
        for (int i = 0; i < parts.size(); i++) {
            long[] places = places(parts.get(i));
            for (int row = 0; row < places.length; row++) {
                shares[row * width + (int) places[row]] += weights[i];
            }
        }
        return real(like, shares);
    }
}
