package io.mlops4j.core.monitoring.alert;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The beginning of an answer, as far as it helps to understand a failure: the rest is not read, however long it is. */
final class Excerpt implements HttpResponse.BodySubscriber<String> {
    private static final int MOST_BYTES = 200;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final byte[] bytes = new byte[MOST_BYTES];
    private int size;
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        subscription = source;
        source.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int length = Math.min(buffer.remaining(), MOST_BYTES - size);
            buffer.get(bytes, size, length);
            size += length;
        }
        Flow.Subscription source = Objects.requireNonNull(subscription, "onSubscribe comes first");
        if (size == MOST_BYTES) {
            source.cancel();
            onComplete();
        } else {
            source.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        text.complete(new String(bytes, 0, size, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\uFFFD]+", " ")
                .strip());
    }
}
