package io.mlops4j.core.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnswerQueueTest {
    private record Numbered(String id) implements Prediction {
        @Override
        public ModelVersion version() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Tensor output(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Tensors outputs() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean fellBack() {
            return false;
        }
    }

    @Test
    void manyThreadsLoseNothingThatIsNotCountedAndNothingComesTwice() throws InterruptedException {
        int threads = 6;
        int each = 40_000;
        AnswerQueue queue = new AnswerQueue();
        Set<String> taken = ConcurrentHashMap.newKeySet();
        AtomicInteger twice = new AtomicInteger();
        AtomicLong wrongTime = new AtomicLong();
        CountDownLatch done = new CountDownLatch(threads);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int number = t;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    long at = i;
                    queue.offer(number + "-" + i, new Numbered(number + "-" + i), () -> at);
                }
                done.countDown();
            });
            all.add(thread);
            thread.start();
        }
        while (done.getCount() > 0) {
            drain(queue, taken, twice, wrongTime);
        }
        for (Thread thread : all) {
            thread.join();
        }
        drain(queue, taken, twice, wrongTime);
        assertThat(taken.size() + queue.dropped()).isEqualTo((long) threads * each);
        assertThat(twice).hasValue(0);
        assertThat(wrongTime).hasValue(0);
    }

    private static void drain(AnswerQueue queue, Set<String> taken, AtomicInteger twice, AtomicLong wrongTime) {
        queue.drain((input, prediction, micros) -> {
            if (!taken.add(prediction.id())) {
                twice.incrementAndGet();
            }
            if (!prediction.id().endsWith("-" + micros) || !prediction.id().equals(input)) {
                wrongTime.incrementAndGet();
            }
        });
    }

    @Test
    void aFullQueueDropsAndCounts() {
        AnswerQueue queue = new AnswerQueue();
        for (int i = 0; i < 100_000; i++) {
            long at = i;
            queue.offer(null, new Numbered("p" + i), () -> at);
        }
        List<String> taken = new ArrayList<>();
        queue.drain((input, prediction, micros) -> taken.add(prediction.id()));
        assertThat(taken).hasSize(8 * 8_192).doesNotHaveDuplicates();
        assertThat(queue.dropped()).isEqualTo(100_000 - 8 * 8_192);
        queue.offer(null, new Numbered("later"), () -> 1);
        queue.drain((input, prediction, micros) -> taken.add(prediction.id()));
        assertThat(taken).endsWith("later");
    }
}
