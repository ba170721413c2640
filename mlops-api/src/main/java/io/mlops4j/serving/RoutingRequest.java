package io.mlops4j.serving;

import io.mlops4j.data.Table;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RoutingRule} may look at. One of inputs, row and rows is there.
 *
 * @param key the routing key, if there is one
 * @param inputs what was asked as tensors
 * @param row what was asked as a row of named columns
 * @param rows what was asked as a table
 */
public record RoutingRequest(
        Optional<String> key,
        Optional<Tensors> inputs,
        Optional<Map<String, ? extends @Nullable Object>> row,
        Optional<Table> rows) {}
