package io.mlops4j.core.serving;

import io.mlops4j.Overloaded;
import io.mlops4j.Timeout;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.spi.CancellationSignal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A prediction that somebody holds the future of; cancelled or too late, the work behind it is stopped. */
final class AsyncPrediction extends CompletableFuture<Prediction> {
    private final CancellationSignal signal = new CancellationSignal();

    private AsyncPrediction() {}

    static CompletableFuture<Prediction> begin(
            String endpoint, RequestPath path, Workers workers, Asked asked, PredictOptions options) {
        AsyncPrediction answer = new AsyncPrediction();
        try {
            workers.begin(endpoint, () -> answer.work(path, asked, options));
        } catch (Overloaded e) {
            answer.completeExceptionally(e);
            return answer;
        }
        options.findTimeout().ifPresent(timeout -> answer.endAt(timeout, endpoint, workers));
        return answer;
    }

    private void work(RequestPath path, Asked asked, PredictOptions options) {
        if (isDone()) {
            return;
        }
        try {
            complete(path.answer(asked, options, signal));
        } catch (Throwable e) {
            // Whatever went wrong is told to the one who holds the future.
            completeExceptionally(e);
        }
    }

    private void endAt(Duration timeout, String endpoint, Workers workers) {
        Future<?> alarm = workers.at(timeout, () -> {
            if (completeExceptionally(new Timeout("Endpoint '" + endpoint + "' did not answer within " + timeout
                    + "; the work was stopped. Give it more time, or a fallback."))) {
                signal.cancel();
            }
        });
        CompletableFuture<Prediction> unused = whenComplete((prediction, failure) -> alarm.cancel(false));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            signal.cancel();
        }
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        // What follows on an answer is no prediction, and cancelling it stops nothing.
        return new CompletableFuture<>();
    }
}
