package io.mlops4j.core.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.serving.rollout.ArmRecorder;
import io.mlops4j.core.serving.rollout.Moments;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.LabelMetric;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecentPredictionsTest {
    /** Nothing is asked of it. */
    private static final ModelVersion VERSION = (ModelVersion) Proxy.newProxyInstance(
            ModelVersion.class.getClassLoader(), new Class<?>[] {ModelVersion.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final RecentPredictions recent = new RecentPredictions();
    private final ArmRecorder arm = ArmRecorder.ofEverything(Optional.empty());

    private static ServedPrediction prediction(Tensor tensor) {
        return new ServedPrediction(VERSION, Tensors.of("label", tensor), 1_000, false);
    }

    private static ServedPrediction prediction(long label) {
        return prediction(Tensor.of(new long[] {label}, 1));
    }

    private long labelled() {
        Moments accuracy = arm.evidence().values().get(LabelMetric.ACCURACY.title());
        return accuracy == null ? 0 : accuracy.count();
    }

    @Test
    void everyPredictionOfManyThreadsFindsItsLabelOnce() throws InterruptedException {
        int threads = 6;
        int each = 20_000;
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                List<String> late = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    ServedPrediction prediction = prediction(1);
                    recent.remember(prediction, arm);
                    if (i % 7 == 0) {
                        recent.label(prediction.id(), "1", 1);
                        recent.label(prediction.id(), "0", 0);
                    } else {
                        late.add(prediction.id());
                    }
                }
                late.forEach(id -> recent.label(id, "1", 1));
            });
            all.add(thread);
            thread.start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(labelled()).isEqualTo((long) threads * each);
        // The second labels, which all said otherwise, did not count.
        assertThat(arm.evidence().values().get(LabelMetric.ACCURACY.title()).mean())
                .isEqualTo(1);
    }

    @Test
    void theOldestMakesRoom() {
        ServedPrediction first = prediction(1);
        recent.remember(first, arm);
        for (int i = 0; i < RecentPredictions.CAPACITY + 4_096; i++) {
            recent.remember(prediction(0), arm);
        }
        recent.label(first.id(), "1", 1);
        assertThat(labelled()).isZero();
    }

    @Test
    void anAnswerOfManyValuesFindsItsLabelToo() {
        ServedPrediction large = prediction(Tensor.of(new long[10_000], 10_000));
        recent.remember(large, arm);
        recent.label(large.id(), "0", 0);
        assertThat(labelled()).isEqualTo(1);
    }

    @Test
    void aLabelOfSomethingElseIsLeftAlone() {
        recent.label(prediction(1).id(), "1", 1);
        recent.remember(prediction(1), arm);
        recent.label(prediction(1).id(), "1", 1);
        assertThat(labelled()).isZero();
        assertThatThrownBy(() -> recent.label("none", "1", 1)).isInstanceOf(InvalidInput.class);
    }
}
