package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.Scale;
import io.mlops4j.core.page.Svg;
import io.mlops4j.evaluation.Interval;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A dot with whiskers in a cell of a table, on the scale that its rows share. Immutable. */
final class IntervalMark {
    static final String STYLE = """
            svg.iv{width:170px;height:18px;margin:1px 0}@media (max-width:480px){svg.iv{width:120px}}@media print{svg.iv{width:84px}}
            svg.iv .w{stroke:var(--bar);stroke-width:2;fill:none}svg.iv .o{fill:var(--bar)}svg.iv .zero{stroke:var(--soft);stroke-dasharray:3 2}
            svg.iv .t{stroke:var(--line)}svg.iv.worse .w,svg.iv.worse .m{stroke:var(--bad)}svg.iv.worse .o,svg.iv.worse .m{fill:var(--bad)}
            svg.iv.better .w,svg.iv.better .m{stroke:var(--good)}svg.iv.better .o,svg.iv.better .m{fill:var(--good)}
            """;

    private static final int WIDTH = 200;
    private static final int MIDDLE = 9;
    private static final int EDGE = 5;

    private final Scale scale;
    private final Optional<Double> line;
    private final String lineSays;

    private IntervalMark(Scale scale, Optional<Double> line, String lineSays) {
        this.scale = scale;
        this.line = line;
        this.lineSays = lineSays;
    }

    /** A scale that all the values and intervals lie on, as far as they are finite; a dashed line may stand on it. */
    static IntervalMark over(Stream<Estimate> estimates, Optional<Double> line, String lineSays) {
        List<Estimate> all = estimates.toList();
        double[] values = DoubleStream.concat(
                        all.stream().flatMapToDouble(Estimate::values),
                        line.stream().mapToDouble(Double::doubleValue))
                .filter(Double::isFinite)
                .toArray();
        double low = DoubleStream.of(values).min().orElse(0);
        double high = DoubleStream.of(values).max().orElse(1);
        return new IntervalMark(Scale.around(low, high, EDGE, WIDTH - EDGE, 5), line, lineSays);
    }

    /** The scale from 0 to 1, whatever of it is taken, so that marks on different pages mean the same. */
    static IntervalMark ofShares() {
        return new IntervalMark(new Scale(0, 1, EDGE, WIDTH - EDGE), Optional.empty(), "");
    }

    /** The ends of the scale, as a heading says them. */
    String range() {
        return Figures.number(scale.low()) + " to " + Figures.number(scale.high());
    }

    /** The mark; a judgement gives it a colour and a shape. Of a value that is not finite there is nothing to draw. */
    String of(Estimate estimate, String judgement) {
        if (!Double.isFinite(estimate.value())) {
            return "–";
        }
        Svg svg = new Svg(WIDTH, judgement.isEmpty() ? "iv" : "iv " + judgement);
        svg.line("t", EDGE, MIDDLE, WIDTH - EDGE, MIDDLE);
        line.ifPresent(value -> svg.line("zero", scale.at(value), 0, scale.at(value), 2 * MIDDLE));
        estimate.interval().ifPresent(interval -> {
            double low = scale.at(interval.low());
            double high = scale.at(interval.high());
            svg.path(
                    "w",
                    "M" + Figures.at(low) + " 5V13M" + Figures.at(low) + " 9H" + Figures.at(high) + "M"
                            + Figures.at(high) + " 5V13");
        });
        double at = scale.at(estimate.value());
        switch (judgement) {
            case "worse" -> svg.path("m", "M" + Figures.at(at - 4.5) + " 5h9l-4.5 8z");
            case "better" -> svg.path("m", "M" + Figures.at(at - 4.5) + " 13h9l-4.5 -8z");
            default -> svg.dot("o", at, MIDDLE, 3.8);
        }
        return svg.markup(
                2 * MIDDLE,
                estimate.name() + " " + Figures.number(estimate.value()),
                words(estimate.interval())
                        + line.map(value -> " The dashed line is " + lineSays + ", " + Figures.number(value) + ".")
                                .orElse(""));
    }

    private String words(Optional<Interval> interval) {
        return interval.map(ends -> "From " + Figures.number(ends.low()) + " to " + Figures.number(ends.high())
                                + " on a scale from ")
                        .orElse("On a scale from ")
                + range() + ".";
    }

    /** A value that may have an interval. */
    record Estimate(String name, double value, Optional<Interval> interval) {
        DoubleStream values() {
            return DoubleStream.concat(
                    DoubleStream.of(value),
                    interval.stream().flatMapToDouble(ends -> DoubleStream.of(ends.low(), ends.high())));
        }

        /** Whether it lies between 0 and 1 with its interval, as rates and scores do. */
        boolean isShare() {
            return values().allMatch(end -> end >= 0 && end <= 1);
        }
    }
}
