package io.mlops4j.examples;

import static io.mlops4j.experiment.RunQuery.tag;

import io.mlops4j.Mlops;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.experiment.CrossValidation;
import io.mlops4j.experiment.CrossValidationResult;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.FoldComparison;
import io.mlops4j.experiment.Pruner;
import io.mlops4j.experiment.Reproduction;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.Sampler;
import io.mlops4j.experiment.SearchSpace;
import io.mlops4j.experiment.Study;
import io.mlops4j.experiment.Training;
import io.mlops4j.experiment.Trial;
import io.mlops4j.experiment.TrialResult;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How a model is found: a study looks for good settings of a logistic regression, cross-validation tells how good they are and whether the difference to
 * what one writes first is more than luck, and the run that trains the model in the end can be run again to the same bytes.
 */
public final class Tuning {
    private static final CrossValidation FOLDS = CrossValidation.stratified(5).seed(1);

    private Tuning() {}

    /**
     * Runs it.
     *
     * @param args the directory to live in, by default {@code mlops-tuning}
     * @throws Exception if something fails
     */
    public static void main(String[] args) throws Exception {
        tell(Path.of(args.length > 0 ? args[0] : "mlops-tuning"), System.out, 25);
    }

    static void tell(Path directory, PrintStream out, int trials) throws Exception {
        try (Mlops ml = Mlops.open(directory)) {
            DatasetVersion tumours = ml.dataset("tumours")
                    .from(Source.csv(Tumours.csv()))
                    .schema(Schema.infer().label("target"))
                    .commit();
            Table table = tumours.read();
            Experiment exp = ml.experiment("tumours");

            Study study = exp.study("settings")
                    .space(SearchSpace.builder()
                            .logUniform("learning_rate", 1e-4, 1.0)
                            .integer("epochs", 1, 30)
                            .choice("scaling", "NONE", "STANDARD")
                            .build())
                    .sampler(Sampler.tpe().startup(8))
                    .pruner(Pruner.median())
                    .minimize("log_loss")
                    .trials(trials)
                    .parallelism(2)
                    .seed(7)
                    .run(trial -> crossValidate(trial, table));
            out.println("Best of " + study.trials().size() + ": " + study.best().params() + ", importance "
                    + percent(study));

            CrossValidationResult first = evaluate(table, Recipe.firstTry());
            CrossValidationResult best = evaluate(table, recipe(study));
            FoldComparison gain = best.compare(first, "log_loss");
            out.println(best.summary());
            out.println("The difference to the first try: " + gain);

            ml.trainer("logistic", Tuning::train);
            Run run = exp.train("logistic")
                    .input(tumours)
                    .params(study.best().params())
                    .seed(1)
                    .run("final");
            Reproduction again = exp.reproduce(run);
            out.println("Run again: " + (again.identical() ? "the same, byte for byte" : "different"));

            List<Run> shown = exp.runs()
                    .where(tag("mlops4j.study").is("settings"))
                    .where("metrics.log_loss < 1 and attributes.status = 'FINISHED' and params.scaling = 'STANDARD'")
                    .orderBy("metrics.log_loss ASC")
                    .limit(5)
                    .list();
            exp.compare(shown.toArray(Run[]::new)).toHtml(directory.resolve("compare.html"));
            out.println("The best five side by side: " + directory.resolve("compare.html"));
        }
    }

    /** The mean log loss over the folds so far is reported after each of them, so that a trial without promise ends early. */
    private static double crossValidate(Trial trial, Table table) {
        Recipe recipe = new Recipe(
                "trial",
                Recipe.Scaling.valueOf(trial.choice("scaling")),
                trial.integer("epochs"),
                trial.real("learning_rate"),
                1);
        double[] sum = new double[1];
        int[] folds = new int[1];
        FOLDS.evaluate(table, "target", (train, test) -> {
            Evaluation evaluation = evaluate(recipe, train, test);
            sum[0] += evaluation.metric("log_loss").value();
            folds[0]++;
            trial.report(folds[0], sum[0] / folds[0]);
            return evaluation;
        });
        return sum[0] / folds[0];
    }

    private static CrossValidationResult evaluate(Table table, Recipe recipe) {
        return FOLDS.evaluate(table, "target", (train, test) -> evaluate(recipe, train, test));
    }

    private static Evaluation evaluate(Recipe recipe, Table train, Table test) {
        Tumours seen = Tumours.of(train);
        Tumours unseen = Tumours.of(test);
        return Evaluator.binary()
                .evaluate(unseen.labels(), TumourModel.train(recipe, seen).scores(unseen));
    }

    private static Recipe recipe(Study study) {
        TrialResult best = study.best();
        return new Recipe(
                "tuned",
                Recipe.Scaling.valueOf(best.choice("scaling")),
                best.integer("epochs"),
                best.real("learning_rate"),
                1);
    }

    private static void train(Training training) {
        Recipe recipe = new Recipe(
                "final",
                Recipe.Scaling.valueOf(training.param("scaling")),
                training.integer("epochs"),
                training.real("learning_rate"),
                training.seed());
        Tumours tumours = Tumours.of(training.input("tumours").read());
        TumourModel model = TumourModel.train(recipe, tumours.training());
        Tumours heldOut = tumours.heldOut();
        training.run().metrics(Evaluator.binary().evaluate(heldOut.labels(), model.scores(heldOut)));
        try {
            Path file = Files.createTempFile("tumours", ".onnx");
            try {
                training.run().artifact("model.onnx", model.writeOnnx(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String percent(Study study) {
        StringBuilder text = new StringBuilder();
        study.importance()
                .forEach((name, share) -> text.append(text.isEmpty() ? "" : ", ")
                        .append(String.format(Locale.ROOT, "%s %.0f %%", name, 100 * share)));
        return text.toString();
    }
}
