package io.mlops4j.core.evaluation.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Confusion;
import io.mlops4j.evaluation.WeakSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An evaluation as Markdown. */
public final class EvaluationMarkdown {
    private static final int MOST_SLICES = 30;
    private static final int MOST_CLASSES = 20;

    private final StringBuilder text = new StringBuilder();

    private EvaluationMarkdown() {}

    /** The tables of a report. */
    public static String of(Evaluation evaluation) {
        EvaluationMarkdown markdown = new EvaluationMarkdown();
        markdown.write(evaluation);
        return markdown.text.toString();
    }

    private void write(Evaluation evaluation) {
        heading(2, "Evaluation");
        text.append(cell(Wording.subject(evaluation))).append(".\n\n");
        metrics(evaluation);
        evaluation.comparisons().values().forEach(this::comparison);
        for (Plot plot : evaluation.plots()) {
            if (plot instanceof Confusion confusion && confusion.classes().size() <= MOST_CLASSES) {
                confusion(confusion);
            }
        }
        evaluation.findWeakSlices().filter(found -> !found.slices().isEmpty()).ifPresent(found -> {
            heading(3, "Where it does worst");
            row("rows where", "rows", found.loss(), "the others'", "effect", "p, corrected");
            rule(6);
            for (WeakSlice slice : found.slices()) {
                row(
                        slice.describe(),
                        Figures.count(slice.rows()),
                        Figures.number(slice.loss()),
                        Figures.number(slice.rest()),
                        Figures.number(slice.effect()),
                        Wording.pValue(slice.pValue()));
            }
            text.append('\n');
        });
        evaluation.slices().forEach((column, values) -> slices(evaluation, column, values));
        if (!evaluation.warnings().isEmpty()) {
            heading(3, "To bear in mind");
            evaluation
                    .warnings()
                    .forEach(warning -> text.append("* ").append(cell(warning)).append('\n'));
            text.append('\n');
        }
    }

    private void metrics(Evaluation evaluation) {
        if (evaluation.metrics().isEmpty()) {
            return;
        }
        row("metric", "value", "interval", "by");
        rule(4);
        for (Metric metric : evaluation.metrics().values()) {
            row(
                    metric.name(),
                    Figures.number(metric.value()),
                    Wording.interval(metric),
                    metric.findInterval().map(interval -> interval.method()).orElse("–"));
        }
        text.append('\n');
    }

    private void comparison(Comparison comparison) {
        heading(3, "Compared with " + cell(comparison.baseline()));
        row("metric", "this", comparison.baseline(), "difference", "interval", "verdict", "p", "by");
        rule(8);
        for (Difference difference : comparison.differences()) {
            row(
                    difference.metric(),
                    Figures.number(difference.value()),
                    Figures.number(difference.baseline()),
                    Figures.number(difference.difference()),
                    Wording.interval(difference.interval()),
                    Wording.verdict(difference),
                    Wording.pValue(difference.pValue()),
                    difference.test());
        }
        text.append('\n');
    }

    private void confusion(Confusion confusion) {
        heading(3, cell(confusion.title()));
        List<String> head = new ArrayList<>(List.of("true \\ predicted"));
        head.addAll(confusion.classes());
        row(head.toArray(String[]::new));
        rule(head.size());
        for (int truth = 0; truth < confusion.classes().size(); truth++) {
            List<String> cells = new ArrayList<>(List.of(confusion.classes().get(truth)));
            confusion.counts().get(truth).forEach(count -> cells.add(Figures.number(count)));
            row(cells.toArray(String[]::new));
        }
        text.append('\n');
    }

    private void slices(Evaluation evaluation, String column, Map<String, Evaluation> values) {
        List<Metric> shown = Wording.keyMetrics(evaluation);
        heading(3, "By " + cell(column));
        List<String> head = new ArrayList<>(List.of(column, "rows"));
        shown.forEach(metric -> head.add(metric.name()));
        row(head.toArray(String[]::new));
        rule(head.size());
        values.entrySet().stream().limit(MOST_SLICES).forEach(entry -> {
            List<String> cells = new ArrayList<>(
                    List.of(entry.getKey(), Figures.count(entry.getValue().rows())));
            shown.forEach(metric -> cells.add(entry.getValue()
                    .findMetric(metric.name())
                    .map(m -> Figures.number(m.value()))
                    .orElse("–")));
            row(cells.toArray(String[]::new));
        });
        if (values.size() > MOST_SLICES) {
            text.append("\nThe first ")
                    .append(MOST_SLICES)
                    .append(" of ")
                    .append(values.size())
                    .append(".\n");
        }
        text.append('\n');
    }

    private void heading(int level, String words) {
        text.append("#".repeat(level)).append(' ').append(words).append("\n\n");
    }

    private void row(String... cells) {
        for (String cell : cells) {
            text.append("| ").append(cell(cell)).append(' ');
        }
        text.append("|\n");
    }

    private void rule(int cells) {
        text.append("| --- ".repeat(cells)).append("|\n");
    }

    /** Text with nothing in it that is markup. */
    static String cell(String words) {
        StringBuilder escaped = new StringBuilder(words.length());
        words.codePoints().forEach(c -> {
            if ("\\`*_[]<>|#".indexOf(c) >= 0 && !(c == '_' || c == '[' || c == ']')) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(c == '\n' || c == '\r' ? ' ' : c);
        });
        return escaped.toString();
    }
}
