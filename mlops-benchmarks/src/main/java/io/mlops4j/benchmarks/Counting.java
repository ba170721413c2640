package io.mlops4j.benchmarks;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Decision;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The least that a stream can be about: events of the size of an alias change, which are counted. */
final class Counting implements Projection<Long, Counting.Happened> {
    record Happened(String alias, int version) {}

    static Decision<Long, Happened, Long> happen() {
        return count -> Decision.Outcome.append(
                new Happened("champion", (int) (count % 1_000)), "the best so far", after -> after);
    }

    @Override
    public Long initial() {
        return 0L;
    }

    @Override
    public Long apply(Long count, Stamp stamp, Happened event) {
        return count + 1;
    }

    @Override
    public String type(Happened event) {
        return "happened";
    }

    @Override
    public void write(Happened event, ObjectNode data) {
        data.put("alias", event.alias);
        data.put("version", event.version);
    }

    @Override
    public Optional<Happened> read(String type, JsonNode data) {
        return type.equals("happened")
                ? Optional.of(new Happened(Json.string(data, "alias"), Json.int32(data, "version")))
                : Optional.empty();
    }
}
