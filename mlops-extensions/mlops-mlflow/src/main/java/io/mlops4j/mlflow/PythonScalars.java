package io.mlops4j.mlflow;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * Tells what a word without quotes means to PyYAML, which writes and reads MLflow's files by the rules of YAML 1.1. By those of 1.2 the run id
 * {@code 12e45678901234567890123456789012}, which PyYAML leaves without quotes, would be a number.
 *
 * <p>The patterns are those of PyYAML's {@code resolver.py}. Numbers that are not written in decimal, and dates, are kept as their text: MLflow
 * writes none, and a date in a file of its own making is quoted.
 */
final class PythonScalars implements Schema, ScalarResolver {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE = Set.of("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(?:0|[1-9][0-9_]*)");
    private static final Pattern REAL = Pattern.compile(
            "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern OTHER = Pattern.compile("[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?0x[0-9a-fA-F_]+"
            + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?|[0-9]{4}-[0-9][0-9]?-[0-9][0-9]?.*|<<|=");

    /** The longest text of a number: no MLflow file has a longer one, and the time to read one grows with the square of its length. */
    private static final int LONGEST_NUMBER = 1000;

    @Override
    public ScalarResolver getScalarResolver() {
        return this;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return Map.of(
                Tag.NULL, node -> null,
                Tag.BOOL, node -> TRUE.contains(text(node)),
                Tag.INT, node -> integer(text(node)),
                Tag.FLOAT, node -> real(text(node)));
    }

    @Override
    public Tag resolve(String value, Boolean implicit) {
        if (!implicit) {
            return Tag.STR;
        }
        if (NULL.contains(value)) {
            return Tag.NULL;
        }
        if (TRUE.contains(value) || FALSE.contains(value)) {
            return Tag.BOOL;
        }
        if (value.length() > LONGEST_NUMBER) {
            return Tag.STR;
        }
        if (INTEGER.matcher(value).matches()) {
            return Tag.INT;
        }
        return REAL.matcher(value).matches() ? Tag.FLOAT : Tag.STR;
    }

    /** Whether PyYAML would take a text for something else if it had no quotes. */
    boolean needsQuotes(String text) {
        return !resolve(text, true).equals(Tag.STR) || OTHER.matcher(text).matches();
    }

    private static String text(Node node) {
        return ((ScalarNode) node).getValue();
    }

    private static Number integer(String text) {
        BigInteger value = new BigInteger(text.replace("_", "").replace("+", ""));
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static double real(String text) {
        String plain = text.replace("_", "").toLowerCase(Locale.ROOT);
        return switch (plain) {
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> Double.parseDouble(plain);
        };
    }
}
