package io.mlops4j.core.evaluation.assess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A column whose values are numbered in the order in which they come. */
public final class CodedColumn {
    private final String name;
    private final int[] codes;
    private final List<String> values;

    /** Numbers the value of each row. */
    public CodedColumn(String name, List<String> ofRows) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        this.name = name;
        this.codes = new int[ofRows.size()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = numbers.computeIfAbsent(ofRows.get(row), value -> numbers.size());
        }
        this.values = new ArrayList<>(numbers.keySet());
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** The number of a row's value. */
    public int code(int row) {
        return codes[row];
    }

    /** The value of a number. */
    public String value(int code) {
        return values.get(code);
    }

    /** How many different values there are. */
    public int size() {
        return values.size();
    }
}
