package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.monitoring.page.MonitorHistory.PerformancePoint;
import io.mlops4j.core.monitoring.page.MonitorHistory.QualityShare;
import io.mlops4j.core.monitoring.page.MonitorHistory.VersionChange;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.DriftReport.QualityKind;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.Verdict;
import io.mlops4j.monitoring.WindowSummary;
import io.mlops4j.monitoring.WindowSummary.ColumnSummary;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What the tests of pages draw. */
final class Pages {
    /** A name that would be markup. */
    static final String MARKUP = "</script><script>alert('x')</script>&\"";

    /** The same with a character that XML does not have. */
    static final String HOSTILE = MARKUP + "\u0001";

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private Pages() {}

    /** Columns of numbers with a long tail, of few values and of words; every fifth is shifted. */
    static Table rows(int rows, int columns, long seed, double shift) {
        Random random = new Random(seed);
        Table.Builder table = Table.builder();
        for (int c = 0; c < columns; c++) {
            double by = c % 5 == 0 ? shift : 0;
            String name = "feature " + c;
            if (c % 7 == 3) {
                String[] words = new String[rows];
                for (int i = 0; i < rows; i++) {
                    words[i] = "word " + (int) Math.min(9, Math.abs(2 * random.nextGaussian() + by));
                }
                table.categories(name, words);
            } else {
                double[] numbers = new double[rows];
                for (int i = 0; i < rows; i++) {
                    double number = random.nextGaussian() + by;
                    numbers[i] = c % 4 == 1 ? Math.exp(number) : c % 4 == 2 ? Math.rint(2 * number) : number;
                }
                table.doubles(name, numbers);
            }
        }
        return table.build();
    }

    static WindowSummary window(long number, Map<String, ColumnSummary> columns) {
        return new WindowSummary(
                number,
                START.plus(Duration.ofHours(number - 1)),
                START.plus(Duration.ofHours(number)),
                500,
                columns.entrySet().stream()
                        .filter(column -> column.getValue().verdict() == Verdict.DRIFTED)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList(),
                columns);
    }

    static ColumnSummary column(Verdict verdict, double effect) {
        return verdict == Verdict.INSUFFICIENT_DATA
                ? new ColumnSummary(verdict, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(effect))
                : new ColumnSummary(verdict, OptionalDouble.of(3), OptionalDouble.of(2), OptionalDouble.of(effect));
    }

    /** A history of windows in which columns drift by and by. */
    static MonitorHistory history(int windows, DriftReport latest) {
        List<WindowSummary> all = new ArrayList<>();
        Map<Long, List<QualityShare>> quality = new HashMap<>();
        List<PerformancePoint> performance = new ArrayList<>();
        Random random = new Random(2);
        for (long number = 1; number <= windows; number++) {
            Map<String, ColumnSummary> columns = new HashMap<>();
            for (int c = 0; c < latest.columns().size(); c++) {
                double effect = Math.abs(random.nextGaussian()) * 0.02;
                Verdict verdict = number % 17 == 0
                        ? Verdict.INSUFFICIENT_DATA
                        : c % 5 == 0 && number > windows / 2 ? Verdict.DRIFTED : Verdict.STABLE;
                columns.put(
                        latest.columns().get(c).name(),
                        column(verdict, verdict == Verdict.DRIFTED ? effect + 0.1 : effect));
            }
            all.add(window(number, columns));
            quality.put(
                    number,
                    number % 3 == 0 ? List.of(new QualityShare("feature 1", QualityKind.MISSING, 0.1, 0)) : List.of());
            performance.add(new PerformancePoint("accuracy", number, 0.9, 0.88, 0.92, number > windows / 2));
        }
        return new MonitorHistory(
                "scoring",
                Optional.of("loans"),
                "500 rows",
                DriftTest.auto(),
                Map.of(),
                all,
                quality,
                List.of(new VersionChange(START.plus(Duration.ofMinutes(90)), "loan 2", "deploy", "better")),
                performance,
                List.of(),
                Optional.of(latest));
    }

    /** The page as XML, which browsers take as HTML too. */
    static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));
    }
}
