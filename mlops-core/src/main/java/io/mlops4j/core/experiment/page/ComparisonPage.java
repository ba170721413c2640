package io.mlops4j.core.experiment.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunComparison;
import io.mlops4j.experiment.RunComparison.Curves;
import io.mlops4j.experiment.RunComparison.Line;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Runs side by side as a page. For one thread, once. */
public final class ComparisonPage {
    private static final int MOST_AXES = 8;
    private static final int SHORT_DIGEST = 12;

    private final RunComparison comparison;
    private final List<Run> runs;
    private final HtmlPage page;

    private ComparisonPage(RunComparison comparison) {
        this.comparison = comparison;
        this.runs = comparison.runs();
        this.page = new HtmlPage(title(runs)).style(RunColours.STYLE);
    }

    private static String title(List<Run> runs) {
        List<String> experiments = runs.stream().map(Run::experiment).distinct().toList();
        return runs.size() + " runs of " + String.join(", ", experiments);
    }

    /** The page. */
    public static String html(RunComparison comparison) {
        return new ComparisonPage(comparison).write();
    }

    private String write() {
        facts();
        lines("Parameters that differ", comparison.differingParams(), "All parameters agree.");
        lines("Parameters that agree", comparison.agreeingParams(), "");
        metrics();
        curves();
        parallel();
        lines("Tags", comparison.tags(), "");
        lines("Datasets read", comparison.inputs(), "");
        lines(
                "Artifacts",
                comparison.artifacts().stream().map(ComparisonPage::shortened).toList(),
                "");
        return page.html();
    }

    private static Line shortened(Line line) {
        Map<String, String> values = new LinkedHashMap<>(line.values());
        values.replaceAll((run, digest) -> digest.substring(0, Math.min(SHORT_DIGEST, digest.length())));
        return new Line(line.name(), values, line.differs());
    }

    private void begin(String first) {
        page.raw("<div class=\"scroll\"><table class=\"sides\"><thead><tr><th scope=\"col\">")
                .text(first)
                .raw("</th>");
        for (int i = 0; i < runs.size(); i++) {
            page.raw("<th scope=\"col\">" + RunColours.chip(i) + " ")
                    .text(runs.get(i).name())
                    .raw("</th>");
        }
        page.raw("</tr></thead><tbody>");
    }

    private void end() {
        page.raw("</tbody></table></div>\n");
    }

    private void facts() {
        begin("");
        row("status", run -> run.status().name().toLowerCase(Locale.ROOT));
        row("started", run -> run.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        row(
                "took",
                run -> run.endedAt()
                        .map(at -> words(Duration.between(run.startedAt(), at)))
                        .orElse("–"));
        row("by", Run::actor);
        row("id", Run::id);
        if (runs.stream().anyMatch(run -> run.failure().isPresent())) {
            row("failure", run -> run.failure().orElse("–"));
        }
        end();
    }

    private static String words(Duration time) {
        double seconds = time.toMillis() / 1e3;
        return time.compareTo(Duration.ofMinutes(2)) < 0
                ? Figures.number(seconds) + " s"
                : time.toHours() + ":"
                        + String.format(Locale.ROOT, "%02d:%02d", time.toMinutesPart(), time.toSecondsPart());
    }

    private void row(String name, Function<Run, String> fact) {
        page.raw("<tr><th scope=\"row\">").text(name).raw("</th>");
        runs.forEach(run -> page.raw("<td>").text(fact.apply(run)).raw("</td>"));
        page.raw("</tr>");
    }

    private void lines(String heading, List<Line> lines, String none) {
        if (lines.isEmpty()) {
            if (!none.isEmpty()) {
                page.raw("<p class=\"soft\">").text(none).raw("</p>\n");
            }
            return;
        }
        page.raw("<h2>").text(heading).raw("</h2>\n");
        begin("");
        for (Line line : lines) {
            page.raw("<tr><th scope=\"row\">")
                    .text(line.name())
                    .raw(line.differs() ? " ≠" : "")
                    .raw("</th>");
            for (Run run : runs) {
                page.raw(line.differs() ? "<td class=\"differs\">" : "<td>")
                        .text(Optional.ofNullable(line.values().get(run.id())).orElse("–"))
                        .raw("</td>");
            }
            page.raw("</tr>");
        }
        end();
    }

    private void metrics() {
        if (comparison.metrics().isEmpty()) {
            return;
        }
        page.raw("<h2>Metrics</h2>\n<p class=\"soft small\">")
                .text("The latest value, and from the least to the greatest where there are several.")
                .raw("</p>\n");
        begin("");
        for (Curves curves : comparison.metrics()) {
            page.raw("<tr><th scope=\"row\">").text(curves.name()).raw("</th>");
            for (Run run : runs) {
                page.raw("<td>")
                        .text(values(curves.points().getOrDefault(run.id(), List.of())))
                        .raw("</td>");
            }
            page.raw("</tr>");
        }
        end();
    }

    private static String values(List<MetricPoint> points) {
        if (points.isEmpty()) {
            return "–";
        }
        String last = Figures.number(points.get(points.size() - 1).value());
        double[] sorted = points.stream()
                .mapToDouble(MetricPoint::value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        boolean several = DoubleStream.of(sorted).distinct().count() > 1;
        return several
                ? last + " (" + Figures.number(sorted[0]) + " to " + Figures.number(sorted[sorted.length - 1]) + ")"
                : last;
    }

    private void curves() {
        List<Curves> drawn =
                comparison.metrics().stream().filter(CurveChart::isWorthwhile).toList();
        if (drawn.isEmpty()) {
            return;
        }
        page.raw("<h2>Curves</h2>\n");
        legend();
        page.raw("<div class=\"grid\">\n");
        for (Curves curves : drawn) {
            page.raw("<section class=\"card\"><h3>")
                    .text(curves.name())
                    .raw("</h3>")
                    .raw(CurveChart.of(curves, runs))
                    .raw("</section>\n");
        }
        page.raw("</div>\n");
    }

    private void legend() {
        page.raw("<p class=\"small\">");
        for (int i = 0; i < runs.size(); i++) {
            page.raw(RunColours.chip(i) + " ").text(runs.get(i).name()).raw("&#160;&#160; ");
        }
        page.raw("</p>\n");
    }

    private void parallel() {
        List<String> params = comparison.differingParams().stream()
                .map(Line::name)
                .limit(MOST_AXES)
                .toList();
        Optional<String> metric = comparison.metrics().stream()
                .filter(curves -> curves.points().size() == runs.size())
                .map(Curves::name)
                .findFirst();
        if (params.isEmpty() || metric.isEmpty()) {
            return;
        }
        page.raw("<h2>Parameters and ").text(metric.get()).raw("</h2>\n");
        legend();
        page.raw("<div class=\"card scroll\">")
                .raw(ParallelChart.of(runs, params, metric.get()))
                .raw("</div>\n");
    }
}
