package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.MarkdownText;
import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Fairness;
import io.mlops4j.evaluation.Fairness.Disparity;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.Plot.Confusion;
import io.mlops4j.evaluation.SliceSearchResult;
import io.mlops4j.evaluation.WeakSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An evaluation as Markdown: the tables of the page, as GitHub and CommonMark with tables show them. For one thread, once. */
public final class EvaluationMarkdown {
    private final Evaluation evaluation;
    private final MarkdownText text = new MarkdownText();

    private EvaluationMarkdown(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** The text, which ends with a line break. */
    public static String of(Evaluation evaluation) {
        return new EvaluationMarkdown(evaluation).write();
    }

    private String write() {
        text.heading(1, "Evaluation: " + MetricNames.task(evaluation.task()));
        text.paragraph(Words.verdict(evaluation));
        evaluation
                .comparisons()
                .values()
                .forEach(comparison -> text.paragraph(Words.verdict(comparison, Units.several(evaluation))));
        metrics();
        warnings();
        evaluation.comparisons().values().forEach(this::comparison);
        evaluation.plots().stream()
                .filter(Confusion.class::isInstance)
                .map(Confusion.class::cast)
                .forEach(this::confusion);
        evaluation.slices().entrySet().stream()
                .limit(SliceSection.MOST_COLUMNS)
                .forEach(column -> slices(column.getKey(), column.getValue()));
        text.paragraph(Words.leftOut(evaluation.slices().size(), SliceSection.MOST_COLUMNS, "columns"));
        evaluation.findWeakSlices().ifPresent(this::weakSlices);
        FairnessSection.of(evaluation).forEach(this::fairness);
        return text.toString();
    }

    private void metrics() {
        if (evaluation.metrics().isEmpty()) {
            return;
        }
        text.heading(2, "Metrics");
        text.head("Metric", "Value:", "Interval", "Better is", "Method");
        for (Metric metric : evaluation.metrics().values()) {
            text.row(
                    MetricNames.title(metric.name()),
                    Figures.aligned(metric.value()),
                    metric.findInterval().map(Words::ends).orElse("–"),
                    Words.better(metric.direction()),
                    metric.findInterval().map(Interval::method).orElse("–"));
        }
        text.end();
    }

    private void warnings() {
        List<String> warnings = evaluation.warnings();
        if (warnings.isEmpty()) {
            return;
        }
        text.heading(2, "Warnings");
        warnings.stream().limit(EvaluationPage.MOST_WARNINGS).forEach(text::item);
        text.end();
        text.paragraph(Words.leftOut(warnings.size(), EvaluationPage.MOST_WARNINGS, "warnings"));
    }

    private void comparison(Comparison comparison) {
        text.heading(2, "Against " + comparison.baseline());
        text.head("Metric", "Judgement", "This:", "Baseline:", "Difference:", "Interval", "p:", "Effect", "Test");
        for (Difference difference : comparison.differences()) {
            text.row(
                    MetricNames.title(difference.metric()),
                    Words.judgement(difference),
                    Figures.aligned(difference.value()),
                    Figures.aligned(difference.baseline()),
                    Words.signed(difference.difference()),
                    Words.ends(difference.interval()),
                    Words.chance(difference.pValue()),
                    ComparisonSection.effect(difference),
                    difference.test());
        }
        text.end();
    }

    private void confusion(Confusion confusion) {
        List<Integer> shown = ConfusionTable.frequent(confusion);
        List<String> head = new ArrayList<>(List.of("True ↓ Predicted →"));
        shown.forEach(predicted -> head.add(confusion.classes().get(predicted) + ":"));
        text.heading(2, confusion.title());
        text.head(head.toArray(String[]::new));
        for (int truth : shown) {
            List<Double> counts = confusion.counts().get(truth);
            double total = counts.stream().mapToDouble(Double::doubleValue).sum();
            List<String> cells = new ArrayList<>(List.of(confusion.classes().get(truth)));
            shown.forEach(predicted -> cells.add(Figures.number(counts.get(predicted))
                    + (total > 0 ? " (" + Figures.percent(counts.get(predicted) / total) + ")" : "")));
            text.row(cells.toArray(String[]::new));
        }
        text.end();
    }

    private void slices(String column, Map<String, Evaluation> slices) {
        List<String> metrics = MetricNames.comparable(evaluation, slices.values()).stream()
                .limit(SliceSection.MOST_METRICS)
                .toList();
        if (metrics.isEmpty()) {
            return;
        }
        Metric all = evaluation.metric(metrics.get(0));
        text.heading(2, "By " + column);
        List<String> head = new ArrayList<>(List.of(
                "Value",
                Units.heading(evaluation) + ":",
                MetricNames.title(all.name()) + ":",
                "Interval",
                "Against all " + Units.several(evaluation)));
        metrics.stream().skip(1).forEach(metric -> head.add(MetricNames.title(metric) + ":"));
        text.head(head.toArray(String[]::new));
        SliceSection.worstFirst(slices, all).stream()
                .limit(SliceSection.MOST_VALUES)
                .forEach(slice -> slice(slice.getKey(), slice.getValue(), all, metrics));
        text.end();
        text.paragraph(Words.leftOut(slices.size(), SliceSection.MOST_VALUES, "values"));
    }

    private void slice(String value, Evaluation slice, Metric all, List<String> metrics) {
        List<String> cells = new ArrayList<>(List.of(
                value.isEmpty() ? "(empty)" : value,
                Figures.count(slice.rows()),
                SliceSection.value(slice, all.name()),
                slice.findMetric(all.name())
                        .flatMap(Metric::findInterval)
                        .map(Words::ends)
                        .orElse("–"),
                slice.findMetric(all.name())
                        .map(own -> SliceSection.judgement(own, all))
                        .filter(judgement -> !judgement.isEmpty())
                        .orElse("–")));
        metrics.stream().skip(1).forEach(metric -> cells.add(SliceSection.value(slice, metric)));
        text.row(cells.toArray(String[]::new));
    }

    private void weakSlices(SliceSearchResult found) {
        text.heading(2, "Weak slices");
        text.paragraph(WeakSliceSection.summary(found, Units.several(evaluation)));
        if (found.slices().isEmpty()) {
            return;
        }
        text.head("Slice", Units.heading(evaluation) + ":", "Mean loss:", "Elsewhere:", "Effect:", "p, corrected:");
        for (WeakSlice slice : found.slices()
                .subList(0, Math.min(WeakSliceSection.MOST, found.slices().size()))) {
            text.row(
                    slice.describe(),
                    Figures.count(slice.rows()),
                    Figures.aligned(slice.loss()),
                    Figures.aligned(slice.rest()),
                    Figures.aligned(slice.effect()),
                    Words.chance(slice.pValue()));
        }
        text.end();
    }

    private void fairness(Fairness fairness) {
        text.heading(2, "Fairness by " + fairness.column());
        text.head("Notion", "Compares", "Difference:", "Interval", "Ratio:", "Least", "Greatest");
        for (Disparity disparity : fairness.disparities()) {
            text.row(
                    disparity.notion().replace('_', ' '),
                    MetricNames.title(disparity.rate()),
                    Figures.aligned(disparity.difference()),
                    disparity.interval().map(Words::ends).orElse("–"),
                    Figures.aligned(disparity.ratio()),
                    disparity.least(),
                    disparity.greatest());
        }
        text.end();
    }
}
