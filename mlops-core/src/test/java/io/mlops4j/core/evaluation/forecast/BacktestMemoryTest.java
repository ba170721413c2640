package io.mlops4j.core.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mlops4j.evaluation.Backtest;
import io.mlops4j.evaluation.BacktestResult;
import io.mlops4j.evaluation.Forecast;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How much is allocated is counted by the virtual machine, so it is the same on every run but for some kilobytes. */
class BacktestMemoryTest {
    private static final int LENGTH = 20_000;
    private static final int HORIZON = 20;
    private static final Backtest PLAN =
            Backtest.rolling().initial(10_000).horizon(HORIZON).step(50);

    private static final double[] SERIES = new double[LENGTH];

    static {
        Arrays.setAll(SERIES, i -> i % 11);
    }

    private static <T> long allocated(Supplier<T> work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        T kept = work.get();
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(kept).isNotNull();
        return after - before;
    }

    private static BacktestResult repeatZero() {
        return PLAN.evaluate(SERIES, window -> new double[HORIZON]);
    }

    @Test
    void originsShareTheSeries() {
        long histories = repeatZero().windows().stream()
                .mapToLong(window -> (window.trainTo() - window.trainFrom()) * (long) Double.BYTES)
                .sum();
        assertThat(histories).isGreaterThan(20_000_000);
        assertThat(allocated(BacktestMemoryTest::repeatZero)).isLessThan(2_000_000);
    }

    @Test
    void stepsDoNotCopyTheHistoriesOnceMore() {
        BacktestResult result = repeatZero();
        long histories = allocated(
                () -> result.forecasts().stream().map(Forecast::history).toList());
        assertThat(allocated(result::evaluation)).isLessThan(2 * histories);
    }

    @Test
    void whatIsHandedOutIsACopy() {
        List<Forecast> forecasts = repeatZero().forecasts();
        forecasts.get(0).history()[0] = 7;
        assertThat(forecasts.get(0).history()[0]).isEqualTo(SERIES[0]);
        assertThat(forecasts.get(1).history()).startsWith(SERIES[0], SERIES[1]).hasSize(10_050);
    }
}
