package io.mlops4j.core.data.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Table;
import org.junit.jupiter.api.Test;

/** The same columns through scikit-learn 1.9.1 (NumPy 2.4.6), by the class that each test names, with its defaults. */
class ScikitLearnTest {
    private static final double[] X = {3.1, -2.7, 0.5, 14.2, 0.5, 7.75, 1e-3, -9.4, 22.6, 5.05};

    private static double[] transformed(Feature step, double... x) {
        Table table = Table.builder().doubles("x", x).build();
        return FeaturePipeline.of(step).fit(table).transform(table).doubles("x");
    }

    @Test
    void standardScaler() {
        assertThat(transformed(Feature.standardize("x"), X))
                .usingComparatorWithPrecision(1e-14)
                .containsExactly(
                        -0.12401921151691563,
                        -0.8025508847535072,
                        -0.4281885822781464,
                        1.1745500251944923,
                        -0.4281885822781464,
                        0.41997600926759315,
                        -0.48656570382039793,
                        -1.586371955561294,
                        2.157251069192315,
                        0.10410781655400739);
    }

    @Test
    void minMaxScaler() {
        assertThat(transformed(Feature.minMax("x"), X))
                .usingComparatorWithPrecision(1e-14)
                .containsExactly(
                        0.390625, 0.209375, 0.309375, 0.7375, 0.309375, 0.5359375, 0.29378125, 0, 1, 0.4515625);
    }

    @Test
    void robustScaler() {
        assertThat(transformed(Feature.robustScale("x"), X))
                .usingComparatorWithPrecision(1e-14)
                .containsExactly(
                        0.18707054718135052,
                        -0.6475518940892901,
                        -0.18707054718135052,
                        1.7843652192682662,
                        -0.18707054718135052,
                        0.8562075044069504,
                        -0.25887685721480735,
                        -1.611684714177789,
                        2.9931287549016083,
                        0.46767636795337625);
    }

    /** {@code KBinsDiscretizer(n_bins=4, encode='ordinal', strategy='quantile', quantile_method='linear')}. */
    @Test
    void kBinsDiscretizer() {
        assertThat(transformed(Feature.bucketize("x").quantiles(4), X)).containsExactly(2, 0, 1, 3, 1, 3, 0, 0, 3, 2);
    }

    /** Of the edges [0, 0, 1.5, 2, 5] it keeps the different ones. */
    @Test
    void kBinsDiscretizerWithValuesThatRepeat() {
        assertThat(transformed(Feature.bucketize("x").quantiles(4), 0, 0, 0, 0, 1, 2, 2, 2, 5, 5))
                .containsExactly(0, 0, 0, 0, 0, 2, 2, 2, 2, 2);
    }

    /** {@code OneHotEncoder(handle_unknown='ignore')}. */
    @Test
    void oneHotEncoder() {
        FeaturePipeline pipeline = FeaturePipeline.of(Feature.oneHot("w"))
                .fit(Table.builder().strings("w", "b", "a", "c", "a").build());
        assertThat(pipeline.outputs()).containsExactly("w=a", "w=b", "w=c");
        Table out =
                pipeline.transform(Table.builder().strings("w", "a", "c", "zzz").build());
        assertThat(out.doubles("w=a")).containsExactly(1, 0, 0);
        assertThat(out.doubles("w=b")).containsExactly(0, 0, 0);
        assertThat(out.doubles("w=c")).containsExactly(0, 1, 0);
    }

    /** {@code TargetEncoder(smooth=2.0, target_type='continuous')}, fitted on all rows. */
    @Test
    void targetEncoder() {
        Table table = Table.builder()
                .strings("w", "a", "a", "a", "b", "b", "c")
                .longs("y", 1, 0, 1, 0, 0, 1)
                .build();
        assertThat(FeaturePipeline.of(Feature.targetEncode("w").smoothing(2))
                        .fit(table, "y")
                        .transform(Table.builder()
                                .strings("w", "a", "b", "c", "new", null)
                                .build())
                        .doubles("w"))
                .usingComparatorWithPrecision(1e-14)
                .containsExactly(0.6, 0.25, 2.0 / 3, 0.5, 0.5);
    }
}
