package io.mlops4j.core.serving;

import io.mlops4j.serving.Prediction;
import io.mlops4j.spi.CancellationSignal;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The future that a caller holds: cancelled or too late, it stops the work behind it. */
final class Cancelling {
    private Cancelling() {}

    static CompletableFuture<Prediction> of(
            CompletableFuture<Prediction> answer, CancellationSignal signal, UnaryOperator<Throwable> told) {
        CompletableFuture<Prediction> held = new CompletableFuture<>();
        CompletableFuture<Prediction> unused = answer.whenComplete((prediction, failure) -> {
            if (failure == null) {
                held.complete(prediction);
            } else {
                signal.cancel();
                held.completeExceptionally(told.apply(failure));
            }
        });
        CompletableFuture<Prediction> unusedToo = held.whenComplete((prediction, failure) -> {
            if (held.isCancelled()) {
                answer.cancel(false);
            }
        });
        return held;
    }
}
