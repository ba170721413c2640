package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Native memory is freed on every path. The heap of the program is resident from the start; what it grows by without a leak is compiled code and
 * the allocators' slack, some MiB. In the long form a leak of 200 bytes a prediction, or of 20 KiB a load, goes over the margin.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc/self/status")
class MemoryTest {
    private static final Pattern FIGURES = Pattern.compile("predictionsGrewKib=(-?\\d+) loadsGrewKib=(-?\\d+)");
    private static final long MARGIN_KIB = 20 * 1024;

    @TempDir
    Path directory;

    @Test
    void predictionsAndLoadsLeaveNothingBehind() throws Exception {
        assertNothingIsLeft(20_000, 100);
    }

    @Test
    @Tag("stress")
    void manyPredictionsAndLoadsLeaveNothingBehind() throws Exception {
        assertNothingIsLeft(100_000, 1_000);
    }

    private void assertNothingIsLeft(int predictions, int loads) throws Exception {
        ChildJvm.Outcome outcome =
                ChildJvm.run(directory, 5, MemoryProgram.class, Integer.toString(predictions), Integer.toString(loads));

        assertThat(outcome.exit()).as(outcome.output()).isZero();
        Matcher figures = FIGURES.matcher(outcome.output());
        assertThat(figures.find()).as(outcome.output()).isTrue();
        System.out.println(predictions + " predictions, " + loads + " loads: " + figures.group());
        assertThat(Long.parseLong(figures.group(1))).isLessThan(MARGIN_KIB);
        assertThat(Long.parseLong(figures.group(2))).isLessThan(MARGIN_KIB);
    }
}
