package io.mlops4j.mlflow;

import io.mlops4j.InvalidInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads one YAML document that is a mapping, into maps, lists, texts, numbers, truth values and nulls. Nothing else can come out of it: a tag
 * that names a class is refused. Documents are hostile until they are read: their length, depth, and size once aliases are followed, are
 * bounded.
 */
final class Yaml {
    /** The longest document, in characters. An MLmodel with a wide signature has some tens of thousands. */
    static final int MOST_CHARACTERS = 4 << 20;

    private static final int DEEPEST = 32;
    private static final int MOST_VALUES = 200_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new PythonScalars())
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(64)
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .build();

    private final String where;
    private int values;

    private Yaml(String where) {
        this.where = where;
    }

    /**
     * Reads a document.
     *
     * @param where what to call it in a message
     * @throws InvalidInput if it is no mapping, or none that this reader is ready to hold
     */
    static Map<String, @Nullable Object> read(String where, String text) {
        Object root;
        try {
            refuseDepth(where, text);
            root = new Load(SETTINGS).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new InvalidInput(where + " is no YAML that can be read safely: " + firstLine(e) + ".", e);
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new InvalidInput(where + " holds no YAML mapping; MLflow writes one there.");
        }
        return new Yaml(where).plain(map, 0);
    }

    /** The parser of events keeps its own stack, the builder of values recurses: so the depth is known before values are built. */
    private static void refuseDepth(String where, String text) {
        int depth = 0;
        Parser events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
        while (events.hasNext()) {
            switch (events.next().getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {
                    // Scalars and the ends of documents are no deeper.
                }
            }
            if (depth > DEEPEST) {
                throw tooDeep(where);
            }
        }
    }

    private Map<String, @Nullable Object> plain(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            plain.put(String.valueOf(entry.getKey()), plain(entry.getValue(), depth + 1));
        }
        return Collections.unmodifiableMap(plain);
    }

    private @Nullable Object plain(@Nullable Object value, int depth) {
        if (++values > MOST_VALUES) {
            throw new InvalidInput(where + " has more than " + MOST_VALUES
                    + " values once its aliases are followed; no file that MLflow writes has.");
        }
        if (depth > DEEPEST) {
            throw tooDeep(where);
        }
        if (value instanceof Map<?, ?> map) {
            return plain(map, depth);
        }
        if (value instanceof Iterable<?> items) {
            List<@Nullable Object> plain = new ArrayList<>();
            for (Object item : items) {
                plain.add(plain(item, depth + 1));
            }
            return Collections.unmodifiableList(plain);
        }
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        throw new InvalidInput(where + " holds a value that is neither text, number, list nor mapping.");
    }

    private static InvalidInput tooDeep(String where) {
        return new InvalidInput(
                where + " is nested more than " + DEEPEST + " levels deep; no file that MLflow writes is.");
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
