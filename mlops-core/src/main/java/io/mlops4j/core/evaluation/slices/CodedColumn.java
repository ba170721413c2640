package io.mlops4j.core.evaluation.slices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A column whose values are numbered. */
final class CodedColumn {
    private final String name;
    private final int[] codes;
    private final List<String> values;

    CodedColumn(String name, List<String> ofRows) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        this.name = name;
        this.codes = new int[ofRows.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = numbers.computeIfAbsent(ofRows.get(row), value -> numbers.size());
        }
        this.values = new ArrayList<>(numbers.keySet());
    }

    String name() {
        return name;
    }

    int code(int row) {
        return codes[row];
    }

    String value(int code) {
        return values.get(code);
    }

    int size() {
        return values.size();
    }
}
