package io.mlops4j.core.serving.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.serving.Breaker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final AtomicLong nanos = new AtomicLong();
    private final CircuitBreaker breaker = new CircuitBreaker(new Breaker(0.5, 10, Duration.ofSeconds(5)), nanos::get);

    private void record(int answered, int failed) {
        for (int i = 0; i < answered; i++) {
            breaker.record(false);
        }
        for (int i = 0; i < failed; i++) {
            breaker.record(true);
        }
    }

    @Test
    void itStaysOnBelowTheRate() {
        record(6, 4);
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void itDoesNotActOnAHandfulOfRequests() {
        record(0, 9);
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void itTurnsOffAtTheRate() {
        record(5, 5);
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.allows()).isFalse();
    }

    @Test
    void onlyTheLatestRequestsCount() {
        record(0, 4);
        record(10, 4);
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void afterThePauseOneRequestTriesAndASuccessTurnsItOn() {
        record(0, 10);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).as("a second one while the first tries").isFalse();
        breaker.record(false);
        assertThat(breaker.isOpen()).isFalse();
        record(0, 4);
        assertThat(breaker.allows()).as("the old failures are forgotten").isTrue();
    }

    @Test
    void aTryThatFailsBeginsThePauseAnew() {
        record(0, 10);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(breaker.allows()).isTrue();
        breaker.record(true);
        assertThat(breaker.allows()).isFalse();
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void aRateAboveOneIsRefused() {
        assertThatThrownBy(() -> Breaker.defaults().failureRate(1.5))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("1.5");
    }
}
