package io.mlops4j.mlflow;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes YAML that PyYAML, with its rules of YAML 1.1, and every reader of YAML 1.2 take for the same values: whatever could be anything but
 * text stands in double quotes. Keys stay in the order of the map.
 */
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");
    private static final PythonScalars SCALARS = new PythonScalars();

    private final StringBuilder text = new StringBuilder();

    private YamlText() {}

    /** The document of a mapping; ends with a line break. */
    static String of(Map<String, ? extends @Nullable Object> map) {
        YamlText yaml = new YamlText();
        if (map.isEmpty()) {
            return "{}\n";
        }
        yaml.mapping(map, 0);
        return yaml.text.toString();
    }

    private void mapping(Map<?, ?> map, int indent) {
        map.forEach((key, value) -> {
            indent(indent);
            scalar(String.valueOf(key));
            text.append(':');
            value(value, indent);
        });
    }

    /** A list's items stand under the dash as deep as the key above it, as PyYAML writes them. */
    private void sequence(List<?> list, int indent) {
        for (Object item : list) {
            indent(indent);
            text.append('-');
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                text.append('\n');
                mapping(map, indent + 2);
            } else if (item instanceof List<?> inner && !inner.isEmpty()) {
                text.append('\n');
                sequence(inner, indent + 2);
            } else {
                value(item, indent);
            }
        }
    }

    private void value(@Nullable Object value, int indent) {
        if (value instanceof Map<?, ?> map) {
            text.append(map.isEmpty() ? " {}\n" : "\n");
            mapping(map, indent + 2);
        } else if (value instanceof List<?> list) {
            text.append(list.isEmpty() ? " []\n" : "\n");
            sequence(list, indent);
        } else {
            text.append(' ');
            scalar(value);
            text.append('\n');
        }
    }

    private void indent(int indent) {
        text.append(" ".repeat(indent));
    }

    private void scalar(@Nullable Object value) {
        if (value == null) {
            text.append("null");
        } else if (value instanceof Double number) {
            text.append(real(number));
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    /** A number with a point, and a sign in its exponent: without either PyYAML takes it for text. */
    private static String real(double value) {
        if (Double.isNaN(value)) {
            return ".nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? ".inf" : "-.inf";
        }
        String text = Double.toString(value);
        return text.contains("E-") ? text.replace("E-", "e-") : text.replace("E", "e+");
    }

    private void string(String value) {
        if (PLAIN.matcher(value).matches() && !SCALARS.needsQuotes(value)) {
            text.append(value);
            return;
        }
        text.append('"');
        value.codePoints().forEach(this::character);
        text.append('"');
    }

    private void character(int c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (isPrintable(c)) {
                    text.appendCodePoint(c);
                } else {
                    text.append(String.format("\\u%04X", c));
                }
            }
        }
    }

    private static boolean isPrintable(int c) {
        return (c >= 0x20 && c < 0x7F)
                || (c >= 0xA0 && c < 0xD800 && c != 0x2028 && c != 0x2029)
                || (c >= 0xE000 && c < 0xFFFE && c != 0xFEFF)
                || c > 0xFFFF;
    }
}
