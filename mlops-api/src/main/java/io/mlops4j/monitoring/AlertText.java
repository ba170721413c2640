package io.mlops4j.monitoring;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/** The sentence that an alert is told in. Names come from data, so what could break a line or hide text is left out. */
final class AlertText {
    private static final int DIGITS = 4;
    private static final int NAMED = 5;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_DETAIL = 200;

    private AlertText() {}

    static String message(Alert alert) {
        StringBuilder text = new StringBuilder(160);
        text.append(alert.severity()).append(", ").append(opening(alert.reason()));
        text.append(" monitor '").append(alert.monitor()).append("' ");
        text.append(alert.state() == AlertState.RESOLVED ? "no longer sees " : "sees ");
        text.append(alert.topic().title()).append(" of ").append(subjects(alert));
        if (!alert.where().isEmpty()) {
            text.append(" where ").append(alert.where());
        }
        alert.findModelVersion()
                .ifPresent(version -> text.append(", model version ").append(version));
        AlertWindow window = alert.window();
        text.append(", in window ").append(window.number());
        text.append(" (").append(window.from()).append(" to ").append(window.to());
        text.append(", ").append(window.rows()).append(window.rows() == 1 ? " row)" : " rows)");
        text.append(alert.state() == AlertState.RESOLVED ? "; at last " : ": ");
        text.append(alert.findings().stream().limit(NAMED).map(AlertText::told).collect(Collectors.joining(", ")));
        text.append("; since ").append(alert.since()).append('.');
        alert.report().ifPresent(link -> text.append(" Report: ").append(link));
        return plain(text.toString());
    }

    private static String opening(AlertReason reason) {
        return switch (reason) {
            case OPENED -> "new:";
            case GREW -> "grown:";
            case ESCALATED -> "more severe:";
            case REMINDER -> "still there:";
            case RESOLVED -> "resolved:";
        };
    }

    private static String subjects(Alert alert) {
        List<AlertFinding> findings = alert.findings();
        String kind = alert.topic().subject();
        if (findings.size() == 1) {
            return kind + " '" + cut(findings.get(0).subject(), LONGEST_NAME) + "'";
        }
        String named = findings.stream()
                .limit(NAMED)
                .map(finding -> "'" + cut(finding.subject(), LONGEST_NAME) + "'")
                .collect(Collectors.joining(", "));
        int more = findings.size() - NAMED;
        return kind + "s " + named + (more > 0 ? " and " + more + " more" : "");
    }

    static String measured(AlertFinding finding) {
        String side = finding.side() == AlertFinding.Side.ABOVE ? "above" : "below";
        return finding.test() + " " + number(finding.value()) + ", " + side + " the threshold "
                + number(finding.threshold());
    }

    private static String told(AlertFinding finding) {
        return measured(finding) + " for '" + cut(finding.subject(), LONGEST_NAME) + "'"
                + (finding.detail().isEmpty() ? "" : " (" + cut(finding.detail(), LONGEST_DETAIL) + ")");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    static String number(double value) {
        if (Double.isInfinite(value) || value == 0) {
            return value == 0 ? "0" : Double.toString(value);
        }
        BigDecimal rounded =
                BigDecimal.valueOf(value).round(new MathContext(DIGITS)).stripTrailingZeros();
        double size = Math.abs(value);
        return size >= 1e-4 && size < 1e9 ? rounded.toPlainString() : rounded.toString();
    }

    /** One line of visible text: what controls a terminal, ends a line or turns the direction of writing becomes a space. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE;
            plain.appendCodePoint(hidden ? ' ' : c);
        });
        return plain.toString();
    }
}
