package io.mlops4j.core.experiment;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of names in their order. The runs of an experiment mostly record the same names, so those, and where each stands, are kept once
 * for all maps that have them; a map is little more than an array of its values. Thread-safe.
 */
final class CompactMap<V> extends AbstractMap<String, V> {
    /** Maps with other names share theirs with nobody: a program may make up names without end. */
    private static final int MOST_SHARED = 4_096;

    private static final ConcurrentHashMap<List<String>, Names> SHARED = new ConcurrentHashMap<>();

    private final Names names;
    private final List<V> values;

    /** A map of names and the value of each. */
    CompactMap(Names names, List<V> values) {
        this.names = names;
        this.values = values;
    }

    /** A map of the same content in the same order. */
    static <V> Map<String, V> copyOf(Map<String, V> map) {
        return map instanceof CompactMap
                ? map
                : new CompactMap<>(Names.of(List.copyOf(map.keySet())), List.copyOf(map.values()));
    }

    /** Names, and where each stands. */
    static final class Names {
        private final List<String> list;
        private final Map<String, Integer> places;

        private Names(List<String> list) {
            this.list = list;
            this.places = new HashMap<>(list.size() * 2);
            for (String name : list) {
                places.put(name, places.size());
            }
        }

        static Names of(List<String> names) {
            Names known = SHARED.get(names);
            if (known == null) {
                known = new Names(names);
                if (SHARED.size() < MOST_SHARED) {
                    SHARED.put(names, known);
                }
            }
            return known;
        }

        List<String> list() {
            return list;
        }
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    @SuppressWarnings("SuspiciousMethodCalls") // anything may be asked for
    public @Nullable V get(Object key) {
        Integer place = names.places.get(key);
        return place == null ? null : values.get(place);
    }

    @Override
    public boolean containsKey(Object key) {
        return names.places.containsKey(key);
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return values.size();
            }

            @Override
            public Iterator<Entry<String, V>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < values.size();
                    }

                    @Override
                    public Entry<String, V> next() {
                        if (next == values.size()) {
                            throw new NoSuchElementException();
                        }
                        return Map.entry(names.list.get(next), values.get(next++));
                    }
                };
            }
        };
    }
}
