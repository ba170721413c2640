package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Mlops;
import io.mlops4j.data.Table;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.PredictionObserver;
import io.mlops4j.serving.PredictionObserver.Subscription;
import io.mlops4j.serving.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of an endpoint's answers. */
class ObserverTest {
    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;
    private final Told told = new Told();

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        endpoint.deploy(ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("sum.linear"), 2, 1))
                .features("a", "b")
                .register());
    }

    @AfterEach
    void close() {
        ml.close();
    }

    /** Writes down what it is told. */
    private static class Told implements PredictionObserver {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void answered(Tensors inputs, Prediction prediction, long nanos) {
            lines.add("tensors " + prediction.id() + (nanos > 0 ? "" : " in no time"));
        }

        @Override
        public void answered(Map<String, ?> row, Prediction prediction, long nanos) {
            lines.add("row a=" + row.get("a") + " " + prediction.id());
        }

        @Override
        public void answered(Table rows, Prediction prediction, long nanos) {
            lines.add("table of " + rows.rowCount() + " " + prediction.id());
        }

        @Override
        public void labelled(String predictionId, double truth) {
            lines.add("label " + truth + " " + predictionId);
        }

        @Override
        public void labelled(String predictionId, String truth) {
            lines.add("class " + truth + " " + predictionId);
        }
    }

    record Pair(float a, float b) {}

    @Test
    void isToldOfAnswersToTensors() {
        Subscription unused = endpoint.observe(told);
        Prediction prediction = endpoint.predict(row(1, 2));
        assertThat(told.lines).containsExactly("tensors " + prediction.id());
    }

    @Test
    void isToldOfRowsAndRecordsByColumn() {
        Subscription unused = endpoint.observe(told);
        Prediction first = endpoint.predict(Map.of("a", 1.5, "b", 2));
        Prediction second = endpoint.predict(new Pair(2.5f, 1));
        assertThat(told.lines).containsExactly("row a=1.5 " + first.id(), "row a=2.5 " + second.id());
    }

    @Test
    void isToldOfTables() {
        Subscription unused = endpoint.observe(told);
        Prediction prediction = endpoint.predict(
                Table.builder().doubles("a", 1, 2, 3).doubles("b", 1, 2, 3).build());
        assertThat(told.lines).containsExactly("table of 3 " + prediction.id());
    }

    @Test
    void isToldOfLabels() {
        Subscription unused = endpoint.observe(told);
        Prediction prediction = endpoint.predict(row(1, 2));
        endpoint.label(prediction.id(), 1);
        endpoint.label(prediction.id(), "yes");
        assertThat(told.lines.subList(1, 3))
                .containsExactly("label 1.0 " + prediction.id(), "class yes " + prediction.id());
    }

    @Test
    void isToldNothingOnceItIsClosed() {
        Subscription subscription = endpoint.observe(told);
        Subscription twice = endpoint.observe(told);
        subscription.close();
        subscription.close();
        endpoint.predict(row(1, 2));
        twice.close();
        endpoint.predict(row(1, 2));
        assertThat(told.lines).hasSize(1);
    }

    @Test
    void failsNoCallerWhenItThrows() {
        Subscription unused = endpoint.observe(new Told() {
            @Override
            public void answered(Tensors inputs, Prediction prediction, long nanos) {
                throw new IllegalStateException("a defect");
            }
        });
        Subscription after = endpoint.observe(told);
        Prediction prediction = endpoint.predict(row(1, 2));
        assertThat(told.lines).containsExactly("tensors " + prediction.id());
        after.close();
    }
}
