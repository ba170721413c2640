package io.mlops4j.examples;

import ai.onnx.proto.OnnxMl;
import io.mlops4j.examples.Tumours.Tumour;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.ONNXExportable;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.util.onnx.ONNXContext;
import org.tribuo.util.onnx.ONNXInitializer;
import org.tribuo.util.onnx.ONNXOperators;
import org.tribuo.util.onnx.ONNXPlaceholder;
import org.tribuo.util.onnx.ONNXRef;

/**
 * A logistic regression that was trained with Tribuo and can be written as ONNX.
 *
 * <p>The file takes the measurements as they were taken: {@value #INPUT}, a float tensor of [n, 30] in the table's column
 * order. What scaling the recipe asks for is part of the graph, so whoever serves the file cannot forget it. It answers
 * {@value #OUTPUT}, a float tensor of [n, 2]: the probability that the tumour is benign, and that it is malignant.
 */
public final class TumourModel {
    /** The name of the file's input. */
    public static final String INPUT = "measurements";

    /** The name of the file's output. */
    public static final String OUTPUT = "probabilities";

    /** The column of the output that tells how likely the tumour is malignant. */
    public static final int MALIGNANT = 1;

    private static final List<String> CLASSES = List.of("benign", "malignant");
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");
    private static final int ROWS_A_STEP = 1;

    private final Recipe recipe;
    private final Scale scale;
    private final LinearSGDModel model;

    private TumourModel(Recipe recipe, Scale scale, LinearSGDModel model) {
        this.recipe = recipe;
        this.scale = scale;
        this.model = model;
    }

    /** Trains a model on all of the given tumours. */
    public static TumourModel train(Recipe recipe, Tumours tumours) {
        TRIBUO.setLevel(Level.WARNING);
        LabelFactory labels = new LabelFactory();
        Scale scale = switch (recipe.scaling()) {
            case NONE -> Scale.none(tumours.measurements().size());
            case STANDARD -> Scale.standard(tumours);
        };
        MutableDataset<Label> rows =
                new MutableDataset<>(new SimpleDataSourceProvenance("tumours.csv", labels), labels);
        tumours.rows().forEach(tumour -> rows.add(example(tumour, scale)));
        LinearSGDTrainer trainer = new LinearSGDTrainer(
                new LogMulticlass(),
                new AdaGrad(recipe.learningRate()),
                recipe.epochs(),
                -1,
                ROWS_A_STEP,
                recipe.seed());
        return new TumourModel(recipe, scale, trainer.train(rows));
    }

    /** How it was trained. */
    public Recipe recipe() {
        return recipe;
    }

    /** For each tumour the probability, in [0, 1], that it is malignant. */
    public double[] scores(Tumours tumours) {
        return tumours.rows().stream()
                .map(tumour -> model.predict(example(tumour, scale)).getOutputScores())
                .mapToDouble(scores -> Objects.requireNonNull(scores.get(CLASSES.get(MALIGNANT)))
                        .getScore())
                .toArray();
    }

    /**
     * Writes the model as an ONNX file. The same recipe and the same training rows write the same bytes: Tribuo's provenance
     * stays out of the file, for it holds the time of day, and the run that the model came from is on record elsewhere.
     *
     * @throws IOException if the file can't be written
     */
    public Path writeOnnx(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            onnx().writeTo(out);
        }
        return file;
    }

    private static Example<Label> example(Tumour tumour, Scale scale) {
        double[] values = scale.apply(tumour);
        String[] names = new String[values.length];
        for (int column = 0; column < names.length; column++) {
            // Tribuo orders features by name, and a model's input is to have the order of the table.
            names[column] = String.format(Locale.ROOT, "%02d", column);
        }
        return new ArrayExample<>(new Label(CLASSES.get(tumour.malignant() ? 1 : 0)), names, values);
    }

    private OnnxMl.ModelProto onnx() {
        int width = scale.means().length;
        ONNXContext graph = new ONNXContext();
        graph.setName(recipe.name());
        ONNXPlaceholder input = graph.floatInput(INPUT, width);
        ONNXPlaceholder output = graph.floatOutput(OUTPUT, CLASSES.size());
        model.writeONNXGraph(scaled(graph, input)).assignTo(output);
        return ONNXExportable.buildModel(graph, "io.mlops4j.examples", 1, model).toBuilder()
                .clearMetadataProps()
                .setDocString("Logistic regression, " + recipe)
                .build();
    }

    private ONNXRef<?> scaled(ONNXContext graph, ONNXPlaceholder input) {
        if (recipe.scaling() == Recipe.Scaling.NONE) {
            return input;
        }
        ONNXInitializer means = graph.array("means", scale.means());
        ONNXInitializer deviations = graph.array("deviations", scale.deviations());
        return input.apply(ONNXOperators.SUB, means).apply(ONNXOperators.DIV, deviations);
    }
}
