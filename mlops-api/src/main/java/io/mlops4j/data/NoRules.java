package io.mlops4j.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every row keeps. */
enum NoRules implements RowCheck {
    INSTANCE;

    @Override
    public List<Expectation> rules() {
        return List.of();
    }

    @Override
    public List<Expectation> unchecked() {
        return List.of();
    }

    @Override
    public List<Violation> check(Map<String, ? extends @Nullable Object> row) {
        return List.of();
    }

    @Override
    public List<Violation> check(Record row) {
        return List.of();
    }
}
