package io.mlops4j.core.monitoring.page;

import io.mlops4j.core.page.Figures;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.EffectMeasure;
import io.mlops4j.monitoring.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What is said alike in several places of a page. Stateless. */
final class Words {
    static final String NONE = "\u2013";

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double LARGE_EVIDENCE = 9;
    private static final int LONGEST = 26;
    private static final String EXPONENT = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    private Words() {}

    static String verdict(Verdict verdict) {
        return switch (verdict) {
            case DRIFTED -> "drifted";
            case STABLE -> "stable";
            case INSUFFICIENT_DATA -> "too few rows";
            case NOT_TESTED -> "not tested";
        };
    }

    static String kind(ColumnDrift.Kind kind) {
        return switch (kind) {
            case NUMBER -> "number";
            case CATEGORY -> "category";
            case IDENTIFIER -> "names rows";
            case TEXT -> "text";
            case TIME -> "time";
        };
    }

    /** A measure as short as a table has room for. */
    static String measure(EffectMeasure measure) {
        return switch (measure) {
            case PSI -> "PSI";
            case JENSEN_SHANNON -> "JS distance";
            case WASSERSTEIN -> "Wasserstein";
        };
    }

    /** Three digits are enough to compare by. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e9) && Double.isFinite(value)) {
            return String.format(Locale.ROOT, "%.1e", value)
                    .replace("e-0", "e-")
                    .replace("e+0", "e")
                    .replace("e+", "e")
                    .replace('-', '\u2212');
        }
        if (size == 0 || !Double.isFinite(value) || size >= 1e5) {
            return Figures.number(value >= 1e5 ? Math.rint(value) : value);
        }
        double unit = Math.pow(10, 2 - Math.floor(Math.log10(size)));
        return Figures.number(unit >= 1 ? Math.rint(value * unit) / unit : value);
    }

    /** A share as a percentage, which may be less than zero. */
    static String percent(double share) {
        return share < 0 ? "\u2212" + Figures.percent(-share) : Figures.percent(share);
    }

    /** A moment in UTC. */
    static String at(Instant instant) {
        return (instant.getEpochSecond() % 60 == 0 ? MINUTES : SECONDS).format(instant);
    }

    /** A p-value or e-value in words; a dash if there is none. */
    static String evidence(ColumnDrift column) {
        if (column.findLogEvidence().isPresent()) {
            return "E " + evidence(column.findLogEvidence().getAsDouble());
        }
        if (column.findAdjustedPValue().isPresent()) {
            return "p " + number(column.findAdjustedPValue().getAsDouble());
        }
        if (column.findPValue().isPresent()) {
            return "p " + number(column.pValue());
        }
        return column.findStatistic().isPresent() ? number(column.statistic()) : NONE;
    }

    /** An e-value by its natural logarithm. */
    private static String evidence(double log) {
        double tens = log / Math.log(10);
        return tens > LARGE_EVIDENCE ? "10" + raised(Math.round(tens)) : number(Math.exp(log));
    }

    /** A whole number as an exponent. */
    private static String raised(long exponent) {
        StringBuilder raised = new StringBuilder();
        for (char digit : Long.toString(exponent).toCharArray()) {
            raised.append(EXPONENT.charAt(digit - '0'));
        }
        return raised.toString();
    }

    /** What the evidence is held against. */
    static String needed(ColumnDrift column) {
        if (column.findThreshold().isEmpty()) {
            return NONE;
        }
        double threshold = column.findThreshold().getAsDouble();
        if (column.findLogEvidence().isPresent()) {
            return "\u2265 " + evidence(threshold);
        }
        return (column.findPValue().isPresent() ? "\u2264 " : "\u2265 ") + number(threshold);
    }

    /** The least effect that counts; a dash where the test has its own threshold. */
    static String least(DriftTest test) {
        return test instanceof DriftTest.Auto auto ? "\u2265 " + number(auto.report()) : NONE;
    }

    static String shortened(String text) {
        return shortened(text, LONGEST);
    }

    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
    }

    static String columns(long count) {
        return count == 1 ? "1 column" : Figures.count(count) + " columns";
    }
}
