package io.mlops4j.examples;

import io.mlops4j.Mlops;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.data.Dataset;
import io.mlops4j.data.DatasetDiff;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.FeatureSelection;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.data.Split;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a dataset is good for, on four years of weather: versions that are checked, what is in them, how they differ, parts that do not leak, and features that
 * are the same in training and in serving.
 */
public final class Weather {
    private Weather() {}

    /**
     * Runs it.
     *
     * @param args the directory to live in, by default {@code mlops-weather}
     * @throws IOException if the data can't be read
     */
    public static void main(String[] args) throws IOException {
        tell(Path.of(args.length > 0 ? args[0] : "mlops-weather"), System.out);
    }

    static void tell(Path directory, PrintStream out) throws IOException {
        List<String> lines;
        try (InputStream in = Weather.class.getResourceAsStream("seattle-weather.csv")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        try (Mlops ml = Mlops.open(directory)) {
            Dataset days = ml.dataset("weather");
            DatasetVersion twoYears = days.from(csv(lines.subList(0, 732)))
                    .schema(Schema.infer().key("date").label("weather"))
                    .expect(Expectation.unique("date"), Expectation.between("temp_max", -30, 50))
                    .expect(Expectation.increasing("date").warning())
                    .message("two years")
                    .commit();
            twoYears.profile().toHtml(directory.resolve("profile.html"));
            out.println(twoYears.rowCount() + " days; what is in them: " + directory.resolve("profile.html"));
            out.println("rules that the data suggest: " + Expectation.suggest(twoYears.profile()));

            // The rules stay with the dataset: nobody has to say them again.
            String impossible = "2014-01-01,0.0,99.9,5.0,2.5,sun";
            try {
                days.from(csv(List.of(lines.get(0), impossible))).commit();
            } catch (QualityGateFailed e) {
                out.println(e.getMessage());
            }
            RowCheck requests = twoYears.rowCheck();
            out.println("one request: " + requests.check(Map.of("temp_max", 99.9)));

            DatasetVersion fourYears = days.from(csv(lines))
                    .schema(Schema.infer().key("date").label("weather"))
                    .message("four years")
                    .commit();
            DatasetDiff diff = days.diff(1, 2);
            diff.toHtml(directory.resolve("diff.html"));
            out.println(diff.rowsAdded() + " days were added; how they differ: " + directory.resolve("diff.html"));

            Split split = fourYears
                    .split()
                    .train(0.7)
                    .validation(0.15)
                    .test(0.15)
                    .stratifiedBy("weather")
                    .seed(42)
                    .as("holdout-" + fourYears.number())
                    .apply();
            FeaturePipeline features = FeaturePipeline.of(
                            Feature.log("precipitation"),
                            Feature.standardize("temp_max", "temp_min", "wind"),
                            Feature.dateParts("date"))
                    .fit(split.train());
            double[] row = features.transform(Map.of(
                    "date",
                    LocalDate.of(2016, 1, 1),
                    "precipitation",
                    0.0,
                    "temp_max",
                    8.9,
                    "temp_min",
                    1.1,
                    "wind",
                    2.4));
            out.println("a day as a model sees it: " + features.outputs() + " = " + Arrays.toString(row));
            out.println("what tells the weather: "
                    + FeatureSelection.mutualInformation(split.train(), "weather")
                            .scores());
        }
    }

    private static Source csv(List<String> lines) {
        return Source.csv(new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }
}
