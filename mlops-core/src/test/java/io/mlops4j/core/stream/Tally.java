package io.mlops4j.core.stream;

import io.mlops4j.core.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A projection for the tests: numbers are added up. */
final class Tally implements Projection<Tally.Sum, Tally.Added> {
    record Added(int amount) {}

    record Sum(int count, long total) {}

    @Override
    public Sum initial() {
        return new Sum(0, 0);
    }

    @Override
    public Sum apply(Sum state, Stamp stamp, Added event) {
        return new Sum(state.count + 1, state.total + event.amount);
    }

    @Override
    public String type(Added event) {
        return "added";
    }

    @Override
    public void write(Added event, ObjectNode data) {
        data.put("amount", event.amount);
    }

    @Override
    public Optional<Added> read(String type, JsonNode data) {
        return type.equals("added") ? Optional.of(new Added(Json.int32(data, "amount"))) : Optional.empty();
    }

    static Decision<Sum, Added, Integer> add(int amount) {
        return state -> Decision.Outcome.append(new Added(amount), "", Sum::count);
    }
}
